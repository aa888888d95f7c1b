using System.Collections.Immutable;
using Router.Core.Usage.State;

namespace Router.Grains.Usage;

/// <summary>A usage book as it is stored.</summary>
/// <param name="Rollups">Its sums.</param>
public sealed record UsageSums(ImmutableArray<UsageRollup> Rollups);
