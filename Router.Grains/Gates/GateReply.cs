using System.Collections.Immutable;
using Router.Core.Admission;

namespace Router.Grains.Gates;

/// <summary>The answer to a turn.</summary>
/// <param name="Answers">To each that wanted in, in their order.</param>
/// <param name="News">How the gate stands, and tickets of this node that were answered meanwhile.</param>
public sealed record GateReply(ImmutableArray<GateAnswer> Answers, GateNews News)
{
    /// <summary>The lease; null when none was wanted, or none can be given now.</summary>
    public GateLease? Lease { get; init; }

    /// <summary>How long a permit lives without being named among those held.</summary>
    public TimeSpan Lifetime { get; init; }

    /// <summary>Whether limits of requests at one time are in force: then nothing is leased.</summary>
    public bool CountsSlots { get; init; }

    /// <summary>Held permits that the gate does not know, or no longer.</summary>
    public ImmutableArray<PermitId> Lost { get; init; } = [];
}
