using System.Collections.Immutable;

namespace Router.Grains.Drain;

/// <summary>Which providers are out of use.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Providers">Their names.</param>
public sealed record DrainNews(long Version, ImmutableArray<string> Providers);
