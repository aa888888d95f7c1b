using System.Collections.Immutable;
using Router.Core.Configuration;

namespace Router.Core.Spend.Answers;

/// <summary>A node as its people see it.</summary>
/// <param name="Node">The node.</param>
/// <param name="Day">Spent today.</param>
/// <param name="Week">Spent this week.</param>
/// <param name="Month">Spent this month.</param>
/// <param name="Reserved">What requests under way may still cost.</param>
/// <param name="Open">Requests under way.</param>
/// <param name="Requests">Requests of the last minute.</param>
/// <param name="Tokens">Tokens of the last minute, borrowed ones included.</param>
/// <param name="Rates">Its limits of rates.</param>
/// <param name="Budgets">Its budgets.</param>
public sealed record NodeStatus(
    SpendNode Node, Money Day, Money Week, Money Month, Money Reserved, int Open, long Requests, long Tokens, ProviderLimits Rates, ImmutableArray<BudgetStanding> Budgets);
