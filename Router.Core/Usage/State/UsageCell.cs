namespace Router.Core.Usage.State;

/// <summary>One sum of a rollup.</summary>
/// <param name="Per">Hour or day.</param>
/// <param name="Start">Its beginning, UTC ticks.</param>
/// <param name="Group">By what.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Name">The name.</param>
/// <param name="Sum">The sum.</param>
public sealed record UsageCell(UsagePeriod Per, long Start, UsageGroup Group, string Tenant, string Name, UsageSum Sum);
