using System.Collections.Immutable;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Core.AdminContract;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;

namespace Router.Api.Admin.Budgets;

/// <summary>Tells how everybody stands whom the caller may see. docs/spend.md documents it.</summary>
internal sealed class BudgetReader(ISpendAccounts accounts, EntryFinder finder, TenantFinder tenants)
{
    /// <summary>Nodes that are read from the account at a time.</summary>
    private const int Batch = 1000;

    public async ValueTask<AdminResult<AdminPage<NodeStatus>>> ListAsync(Principal caller, BudgetQuery query)
    {
        if (caller.Forbid(Operation.SeeUsage) is { } problem)
        {
            return problem;
        }

        List<NodeStatus> shown = [];
        SpendNode? after = query.After;
        bool hasMore = true;
        while (hasMore && shown.Count <= query.Limit)
        {
            ImmutableArray<NodeStatus> batch = await accounts.ListAsync(query.Tenant, after, Batch);
            foreach (NodeStatus status in batch)
            {
                if (caller.May(Operation.SeeUsage, await SubjectOfAsync(query.Tenant, status.Node)))
                {
                    shown.Add(status);
                }
            }

            hasMore = batch.Length == Batch;
            after = batch is [.., var last] ? last.Node : after;
        }

        AdminProblem? missing = shown.Count == 0 ? await tenants.MissingAsync(caller, Operation.SeeUsage, query.Tenant) : null;
        return missing is null ? AdminPages.First(shown, query.Limit, static status => NodeNames.Of(status.Node)) : missing;
    }

    private ValueTask<Subject> SubjectOfAsync(string tenant, SpendNode node) => node.Level switch
    {
        SpendLevel.Tenant => ValueTask.FromResult(new Subject(tenant)),
        SpendLevel.Team => ValueTask.FromResult(new Subject(tenant, node.Name)),
        SpendLevel.User => finder.SubjectOfUserAsync(tenant, node.Name),
        _ => finder.SubjectOfKeyAsync(tenant, node.Name),
    };
}
