namespace Router.Core.Configuration;

/// <summary>A budget as configured.</summary>
/// <param name="Usd">US dollars, &gt; 0.</param>
/// <param name="Per"><c>day</c>, <c>week</c> or <c>month</c> (UTC).</param>
public sealed record BudgetConfig(decimal Usd, string Per);
