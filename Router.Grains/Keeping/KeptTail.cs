using System.Collections.Immutable;

namespace Router.Grains.Keeping;

/// <summary>The effects behind an entity's whole state.</summary>
/// <typeparam name="T">The effect.</typeparam>
public sealed record KeptTail<T>
{
    /// <summary>Names the write that stored them.</summary>
    public Guid Stamp { get; init; }

    /// <summary>The number of the effect before the first of them.</summary>
    public long From { get; init; }

    /// <summary>The effects.</summary>
    public ImmutableArray<T> Effects { get; init; } = [];
}
