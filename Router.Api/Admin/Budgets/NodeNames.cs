using Router.Api.Admin.Entries;
using Router.Core.Spend;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Budgets;

/// <summary>How the API names who has a budget: <c>user/ann</c>.</summary>
internal static class NodeNames
{
    public static string Of(SpendNode node) => $"{Of(node.Level)}/{node.Name}";

    public static string Of(SpendLevel level) => EntryWords.Of(level switch
    {
        SpendLevel.Tenant => EntryKind.Tenant,
        SpendLevel.Team => EntryKind.Team,
        SpendLevel.User => EntryKind.User,
        _ => EntryKind.Key,
    });

    /// <summary>Reads a name.</summary>
    /// <returns>Whether it is one; null names nobody.</returns>
    public static bool TryRead(string? text, out SpendNode? node)
    {
        node = null;
        int slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        foreach (SpendLevel level in Enum.GetValues<SpendLevel>())
        {
            if (slash > 0 && text![..slash] == Of(level))
            {
                node = new SpendNode(level, text[(slash + 1)..]);
            }
        }

        return text is null || node is not null;
    }
}
