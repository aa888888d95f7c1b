using Router.Core.AdminContract;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;
using Router.Dashboard.Visits;

namespace Router.Dashboard.People;

/// <summary>Asks for entries of the directory and what they have spent.</summary>
internal static class PeopleList
{
    private const int Most = 1000;

    /// <summary>What a user can be, for a choice.</summary>
    public static IReadOnlyList<(string Value, string Text)> Roles { get; } = [.. Enum.GetNames<Role>().Select(role => role.ToLowerInvariant()).Select(role => (role, role))];

    /// <summary>The tenant that a page is about: the one that its address names, else the viewer's own.</summary>
    public static string TenantOf(Visit visit) => visit["tenant"] ?? visit.Caller.Tenant;

    /// <summary>The page of all people of that tenant, seen from the dashboard's root.</summary>
    public static string Address(Visit visit) => TenantOf(visit) is var tenant && tenant == visit.Caller.Tenant ? "people" : $"people?tenant={Uri.EscapeDataString(tenant)}";

    /// <summary>The entries of a kind that are not ended; none where the viewer may see none.</summary>
    public static async Task<IReadOnlyList<T>> OfAsync<T>(IAdminApi api, Visit visit, EntryKind kind)
        where T : DirectoryEntry
    {
        AdminResult<AdminPage<DirectoryEntry>> result = await api.EntriesAsync(visit.Caller, new DirectoryQuery(kind, TenantOf(visit)) { Count = Most });
        return [.. (result.Value?.Items ?? []).OfType<T>()];
    }

    /// <summary>All keys of a user, the revoked ones last.</summary>
    public static async Task<IReadOnlyList<ClientKey>> KeysAsync(IAdminApi api, Visit visit, User user)
    {
        AdminResult<AdminPage<DirectoryEntry>> result = await api.EntriesAsync(visit.Caller, new DirectoryQuery(EntryKind.Key, user.Tenant) { User = user.Id, Count = Most, WithDeleted = true });
        return [.. (result.Value?.Items ?? []).OfType<ClientKey>().OrderBy(key => key.Standing == Standing.Deleted)];
    }

    /// <summary>Whether the viewer is told what an entry spends; where not, a page says "–", since $0 would be a figure.</summary>
    public static bool SeesSpend(Visit visit, DirectoryEntry entry) => AccessTable.Allows(Actor.Of(visit.Caller), Operation.SeeUsage, entry switch
    {
        Team team => new Subject(team.Tenant, team.Id),
        User user => new Subject(user.Tenant, user.Settings.Team, user.Id),
        _ => new Subject(entry.Ref.Tenant),
    });

    /// <summary>What each place has spent, and its budgets.</summary>
    public static async Task<IReadOnlyDictionary<SpendNode, NodeStatus>> SpendAsync(IAdminApi api, Visit visit) => (await SpendAsync(api, visit, TenantOf(visit))).ToDictionary(status => status.Node);

    /// <summary>The same of a tenant that the page does not name.</summary>
    public static async Task<IReadOnlyList<NodeStatus>> SpendAsync(IAdminApi api, Visit visit, string tenant) =>
        (await api.BudgetsAsync(visit.Caller, new BudgetQuery(tenant) { Limit = Most })).Value?.Items ?? [];
}
