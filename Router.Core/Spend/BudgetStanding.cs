using System.Text.Json.Serialization;

namespace Router.Core.Spend;

/// <summary>How a budget stands.</summary>
/// <param name="Node">Whose it is.</param>
/// <param name="Budget">The budget.</param>
/// <param name="Spent">What is settled in this period.</param>
/// <param name="Reserved">What requests under way may still cost.</param>
/// <param name="Reset">When the next period begins.</param>
public readonly record struct BudgetStanding(SpendNode Node, Budget Budget, Money Spent, Money Reserved, DateTimeOffset Reset)
{
    private static readonly int[] Thresholds = [95, 75];

    /// <summary>What is spent in percent of the budget, rounded down.</summary>
    [JsonIgnore]
    public long Percent => Budget.Amount.Nanos <= 0 ? 100 : (long)((Int128)Spent.Nanos * 100 / Budget.Amount.Nanos);

    /// <summary>The highest percentage that clients are warned at and that is reached: 75 or 95, for a soft budget its own. Null below.</summary>
    [JsonIgnore]
    public int? Warning
    {
        get
        {
            long percent = Percent;
            return Budget.SoftAt is { } soft
                ? percent >= soft ? soft : null
                : Array.Find(Thresholds, threshold => percent >= threshold) is > 0 and var reached ? reached : null;
        }
    }

    /// <summary>Whether more of it is spent than of another.</summary>
    internal bool IsFullerThan(in BudgetStanding other) => (Int128)Spent.Nanos * Scale(other) > (Int128)other.Spent.Nanos * Scale(this);

    private static long Scale(in BudgetStanding standing) => Math.Max(1, standing.Budget.Amount.Nanos);
}
