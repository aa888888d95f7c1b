using System.Collections.Immutable;
using Router.Core.Spend.Accounting;
using Router.Core.Spend.Answers;

namespace Router.Core.Spend;

/// <content>What lets a reservation in.</content>
public sealed partial class SpendAccount
{
    /// <summary>The hard budget that an amount does not fit into: of several the one that resets last, and one that waits for its reset before one that waits for others.</summary>
    private SpendRefusal? BudgetRefusal(AccountNode[] nodes, Money amount)
    {
        SpendRefusal? worst = null;
        if (amount <= Money.Zero)
        {
            return worst; // what costs nothing fits into any budget
        }

        foreach (AccountNode node in nodes)
        {
            foreach (Budget budget in node.Limits.Budgets)
            {
                Money spent = node.Spent(budget.Per, _calendar);
                if (!budget.IsHard || spent + node.Reserved + amount <= budget.Amount)
                {
                    continue;
                }

                bool isSpent = spent + amount > budget.Amount;
                TimeSpan wait = isSpent ? new TimeSpan(_calendar.Reset(budget.Per) - _now) : Moment;
                if (worst is null || wait > worst.RetryAfter)
                {
                    worst = new SpendRefusal(isSpent ? SpendRefusalReason.Budget : SpendRefusalReason.Reserved, node.Node, wait)
                    {
                        Budget = node.Standing(budget, _calendar), Needed = amount,
                    };
                }
            }
        }

        return worst;
    }

    /// <summary>The rate that a request must wait for longest, unless a budget keeps it away for longer.</summary>
    private SpendRefusal? RateRefusal(AccountNode[] nodes, long tokens, SpendRefusal? worst)
    {
        foreach (AccountNode node in nodes)
        {
            node.Forget(_now);
            worst = Later(worst, node, SpendRefusalReason.Requests, node.RequestsFreeAt(_now), node.Limits.Rates.RequestsPerMinute);
            worst = Later(worst, node, SpendRefusalReason.Tokens, node.TokensFreeAt(tokens, _now), node.Limits.Rates.TokensPerMinute);
            worst = Later(worst, node, SpendRefusalReason.Concurrency, node.HasSlot ? _now : _now + Moment.Ticks, node.Limits.Rates.Concurrency);
        }

        return worst;
    }

    private SpendRefusal? Later(SpendRefusal? worst, AccountNode node, SpendRefusalReason reason, long at, long? limit)
    {
        // A used-up budget is told before any rate: it is what the user must know, and retrying is of no use.
        bool isLater = at > _now && worst?.Reason != SpendRefusalReason.Budget && (worst is null || at - _now > worst.RetryAfter.Ticks);
        return isLater ? new SpendRefusal(reason, node.Node, new TimeSpan(at - _now)) { Limit = limit ?? 0 } : worst;
    }

    /// <summary>The warnings of every budget of a path, in their order.</summary>
    private int?[] Warnings(AccountNode[] nodes) => [.. Standings(nodes).Select(standing => standing.Warning)];

    /// <summary>The budgets that warn of more than before.</summary>
    private ImmutableArray<BudgetStanding> Reached(AccountNode[] nodes, int?[] before) => before.Length == 0
        ? []
        : [.. Standings(nodes).Where((standing, place) => (standing.Warning ?? 0) > (before[place] ?? 0))];

    private IEnumerable<BudgetStanding> Standings(AccountNode[] nodes) => nodes.SelectMany(node => node.Limits.Budgets.Select(budget => node.Standing(budget, _calendar)));

    private BudgetStanding? Fullest(AccountNode[] nodes)
    {
        BudgetStanding? fullest = null;
        foreach (AccountNode node in nodes)
        {
            foreach (Budget budget in node.Limits.Budgets)
            {
                BudgetStanding standing = node.Standing(budget, _calendar);
                fullest = fullest is { } known && !standing.IsFullerThan(known) ? fullest : standing;
            }
        }

        return fullest;
    }
}
