namespace Router.Core.Usage;

/// <summary>Asks for usage.</summary>
/// <param name="GroupBy">By what.</param>
/// <param name="Per">Hours or days.</param>
/// <param name="From">Rows that end later than this.</param>
/// <param name="To">Rows that begin before this.</param>
/// <param name="Tenant">Of one tenant; null for all.</param>
public sealed record UsageQuery(UsageGroup GroupBy, UsagePeriod Per, DateTimeOffset From, DateTimeOffset To, string? Tenant = null);
