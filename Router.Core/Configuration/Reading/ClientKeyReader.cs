using Router.Core.Configuration.Secrets;

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
        var result = new ClientKeyConfig
        {
            Index = index,
            Key = SecretReference.Parse(key ?? "-"),
            User = user ?? "-",
            Team = fields.Find("team")?.Text(),
            Tenant = fields.Find("tenant")?.Text() ?? "default",
            Models = fields.Find("models")?.Texts() ?? ["*"],
            Limits = SectionReader.Limits(fields.Find("limits")),
            Budget = SectionReader.Budget(fields.Find("budget")),
        };
        fields.End();
        // Without a user nothing is loaded either, but what else is wrong with the key is told at the same time.
        return key is null ? null : result;
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
