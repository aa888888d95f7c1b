using System.Collections.Immutable;
using Router.Core.Admission;

namespace Router.Grains.Gates;

/// <summary>What a node wants of a gate, all in one call. It sends one at a time.</summary>
/// <param name="Node">Which node.</param>
/// <param name="Sequence">Counts its turns at this gate. A node that starts anew has another name.</param>
public sealed record GateTurn(string Node, long Sequence)
{
    /// <summary>Readings of the provider's headers, permits that end, in the order in which they happened. They come before everything else.</summary>
    public ImmutableArray<GateEvent> Events { get; init; } = [];

    /// <summary>Requests that want in.</summary>
    public ImmutableArray<EnterRequest> Enters { get; init; } = [];

    /// <summary>The name of the lease that it would like; null for none.</summary>
    public PermitId? Lease { get; init; }

    /// <summary>How many tokens its requests borrow on average, for the lease.</summary>
    public long TokensEach { get; init; }

    /// <summary>The permits that it holds and wants to keep.</summary>
    public ImmutableArray<PermitId> Held { get; init; } = [];
}
