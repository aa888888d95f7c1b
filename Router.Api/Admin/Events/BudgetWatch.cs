using Router.Core.AdminContract.Events;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Usage;

namespace Router.Api.Admin.Events;

/// <summary>Tells when a message brought a budget to a percentage that its users are warned at: once for each, as long as somebody listens.</summary>
internal sealed class BudgetWatch(EventHub hub, ISpendAccounts accounts)
{
    /// <summary>Warnings that are remembered.</summary>
    private const int Most = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Tenant, SpendNode Node, BudgetPeriod Per, DateTimeOffset Reset), int> _told = [];

    public async ValueTask LookAsync(UsageRecord record)
    {
        foreach (NodeStatus node in await accounts.StatusAsync(record.Tenant, record.Path))
        {
            foreach (BudgetStanding standing in node.Budgets)
            {
                if (standing.Warning is { } percent && IsNew((record.Tenant, standing.Node, standing.Budget.Per, standing.Reset), percent))
                {
                    hub.Publish(new BudgetWarned(record.At, record.Tenant, record.Path, standing));
                }
            }
        }
    }

    private bool IsNew((string Tenant, SpendNode Node, BudgetPeriod Per, DateTimeOffset Reset) budget, int percent)
    {
        lock (_lock)
        {
            if (_told.TryGetValue(budget, out int told) && told >= percent)
            {
                return false;
            }

            if (_told.Count >= Most)
            {
                _told.Clear(); // told again is better than remembered forever
            }

            _told[budget] = percent;
            return true;
        }
    }
}
