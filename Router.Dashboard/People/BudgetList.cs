using Router.Core.AdminContract;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Tenancy.Directory;
using Router.Dashboard.Visits;

namespace Router.Dashboard.People;

/// <summary>Budgets, the one nearest to its end first, each with the name of whose it is.</summary>
internal static class BudgetList
{
    /// <summary>The budgets of a tenant.</summary>
    /// <param name="nodes">What everybody there has spent.</param>
    /// <param name="tenant">The tenant, where the names say it; null where the page does.</param>
    public static IReadOnlyList<(string Name, BudgetStanding Standing)> Of(IEnumerable<NodeStatus> nodes, string? tenant) =>
        [.. nodes.SelectMany(node => node.Budgets.Select(standing => (NameOf(node.Node, tenant), standing))).OrderByDescending(budget => budget.standing.Percent)];

    /// <summary>The budgets of all tenants that the viewer may see.</summary>
    public static async Task<IReadOnlyList<(string Name, BudgetStanding Standing)>> OfAllAsync(IAdminApi api, Visit visit)
    {
        string own = visit.Caller.Tenant;
        IReadOnlyList<Tenant> tenants = await PeopleList.OfAsync<Tenant>(api, visit, EntryKind.Tenant);
        List<(string Name, BudgetStanding Standing)> all = [];
        foreach (string tenant in tenants.Select(tenant => tenant.Id).Prepend(own).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            all.AddRange(Of(await PeopleList.SpendAsync(api, visit, tenant), tenant == own ? null : tenant));
        }

        return [.. all.OrderByDescending(budget => budget.Standing.Percent)];
    }

    private static string NameOf(SpendNode node, string? tenant)
    {
        string name = node.Level == SpendLevel.Tenant ? "The whole tenant" : $"{node.Name} ({node.Level.ToString().ToLowerInvariant()})";
        return tenant is null ? name : node.Level == SpendLevel.Tenant ? $"{tenant} (tenant)" : $"{tenant}: {name}";
    }
}
