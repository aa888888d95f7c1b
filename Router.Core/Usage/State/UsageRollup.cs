using System.Collections.Immutable;

namespace Router.Core.Usage.State;

/// <summary>What one source has counted. Of two rollups of a source the one with the higher version holds all of the other.</summary>
/// <param name="Source">Who counted: a node's name.</param>
/// <param name="Version">The records it has counted.</param>
/// <param name="Latest">The latest time that it was told, UTC ticks.</param>
/// <param name="Cells">The sums, in order.</param>
/// <param name="Recent">The records that it remembers, oldest first.</param>
public sealed record UsageRollup(string Source, long Version, long Latest, ImmutableArray<UsageCell> Cells, ImmutableArray<Guid> Recent);
