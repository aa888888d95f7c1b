using Router.Core.Configuration.Secrets;
using Router.Core.Tenancy;

namespace Router.Core.Configuration.Reading;

/// <summary>Reads one entry of <c>keys</c>.</summary>
internal static class ClientKeyReader
{
    public static ClientKeyConfig? Read(ConfigNode node, int index)
    {
        if (node.Object() is not { } fields)
        {
            return null;
        }

        string? key = Required(fields, "key", node, "\"env:ALICE_KEY\"");
        string? user = Required(fields, "user", node, "\"alice\"");
        CheckId(fields.Find("user"), user);
        var result = new ClientKeyConfig
        {
            Index = index,
            Key = SecretReference.Parse(key ?? "-"),
            User = user ?? "-",
            Team = Id(fields.Find("team")),
            Tenant = Id(fields.Find("tenant")) ?? "default",
            Models = fields.Find("models")?.Texts() ?? ["*"],
            Limits = SectionReader.Limits(fields.Find("limits")),
            Budget = SectionReader.Budget(fields.Find("budget")),
        };
        fields.End();
        // Without a user nothing is loaded either, but what else is wrong with the key is told at the same time.
        return key is null ? null : result;
    }

    private static string? Id(ConfigNode? node)
    {
        string? id = node?.Text();
        CheckId(node, id);
        return id;
    }

    /// <summary>As the directory's: the same user may have keys here and there.</summary>
    private static void CheckId(ConfigNode? node, string? id)
    {
        if (id is not null && !IdText.IsId(id))
        {
            node!.Value.Refuse(IdText.Rule);
        }
    }

    private static string? Required(ObjectReader fields, string name, ConfigNode node, string example)
    {
        if (fields.Find(name) is { } found)
        {
            return found.Text();
        }

        node.Refuse($"needs \"{name}\", for example {example}");
        return null;
    }
}
