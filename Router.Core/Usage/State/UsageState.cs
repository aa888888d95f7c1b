using System.Collections.Immutable;
using Router.Core.Usage.Sessions;

namespace Router.Core.Usage.State;

/// <summary>Usage as a snapshot keeps it.</summary>
/// <param name="Rollups">The sums.</param>
/// <param name="Recent">The last records, oldest first.</param>
public sealed record UsageState(ImmutableArray<UsageRollup> Rollups, ImmutableArray<UsageRecord> Recent)
{
    /// <summary>The sessions; earlier versions did not store them.</summary>
    public ImmutableArray<SessionUse> Sessions { get; init; } = [];
}
