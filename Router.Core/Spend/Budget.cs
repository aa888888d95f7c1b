using Router.Core.Configuration;

namespace Router.Core.Spend;

/// <summary>A budget of one node.</summary>
/// <param name="Per">The period.</param>
/// <param name="Amount">What may be spent in it.</param>
/// <param name="SoftAt">
/// Null (default): hard, what could go beyond it is refused. Else a percentage, 1 to 100: from there on clients are warned, and requests go on.
/// </param>
public sealed record Budget(BudgetPeriod Per, Money Amount, int? SoftAt = null)
{
    /// <summary>Whether it refuses.</summary>
    public bool IsHard => SoftAt is null;

    /// <summary>The budget that configuration means.</summary>
    public static Budget Of(BudgetConfig config) => new(
        config.Per switch { "day" => BudgetPeriod.Day, "week" => BudgetPeriod.Week, _ => BudgetPeriod.Month }, Money.FromUsd(config.Usd), config.SoftAt);
}
