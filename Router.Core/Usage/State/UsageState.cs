using System.Collections.Immutable;

namespace Router.Core.Usage.State;

/// <summary>Usage as a snapshot keeps it.</summary>
/// <param name="Rollups">The sums.</param>
/// <param name="Recent">The last records, oldest first.</param>
public sealed record UsageState(ImmutableArray<UsageRollup> Rollups, ImmutableArray<UsageRecord> Recent);
