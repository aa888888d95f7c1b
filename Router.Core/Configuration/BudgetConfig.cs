namespace Router.Core.Configuration;

/// <summary>A budget as configured.</summary>
/// <param name="Usd">US dollars, &gt; 0, at most <see cref="MostUsd"/>.</param>
/// <param name="Per"><c>day</c>, <c>week</c> or <c>month</c> (UTC).</param>
/// <param name="SoftAt">Null (default): what could go beyond it is refused. Else a percentage, 1 to 100: from there on clients are warned, and nothing is refused.</param>
public sealed record BudgetConfig(decimal Usd, string Per, int? SoftAt = null)
{
    /// <summary>A billion dollars: sums of money stay exact.</summary>
    public const decimal MostUsd = 1_000_000_000;
}
