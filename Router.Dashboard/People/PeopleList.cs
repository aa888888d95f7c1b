using Router.Core.AdminContract;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Tenancy.Directory;
using Router.Dashboard.Visits;

namespace Router.Dashboard.People;

/// <summary>Asks for entries of the directory and what they have spent.</summary>
internal static class PeopleList
{
    private const int Most = 1000;

    /// <summary>The tenant that a page is about: the one that its address names, else the viewer's own.</summary>
    public static string TenantOf(Visit visit) => visit["tenant"] ?? visit.Caller.Tenant;

    /// <summary>The entries of a kind; none where the viewer may see none.</summary>
    public static async Task<IReadOnlyList<T>> OfAsync<T>(IAdminApi api, Visit visit, EntryKind kind, string? user = null)
        where T : DirectoryEntry
    {
        AdminResult<AdminPage<DirectoryEntry>> result = await api.EntriesAsync(visit.Caller, new DirectoryQuery(kind, TenantOf(visit)) { User = user, Count = Most });
        return [.. (result.Value?.Items ?? []).OfType<T>()];
    }

    /// <summary>What each place has spent, and its budgets.</summary>
    public static async Task<IReadOnlyDictionary<SpendNode, NodeStatus>> SpendAsync(IAdminApi api, Visit visit)
    {
        AdminResult<AdminPage<NodeStatus>> result = await api.BudgetsAsync(visit.Caller, new BudgetQuery(TenantOf(visit)) { Limit = Most });
        return (result.Value?.Items ?? []).ToDictionary(status => status.Node);
    }
}
