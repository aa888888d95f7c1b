using System.Collections.Immutable;

namespace Router.Grains.Drain;

/// <summary>The drained providers as they are stored.</summary>
public sealed record DrainKept
{
    /// <summary>Grows with every change.</summary>
    public long Version { get; init; }

    /// <summary>Their names.</summary>
    public ImmutableArray<string> Providers { get; init; } = [];
}
