using Router.Core.Configuration;

namespace Router.Core.Admission;

/// <summary>What a gate is told by configuration.</summary>
public sealed record GateSettings
{
    /// <summary>Limits a minute and at one time; null where there is none. Default none.</summary>
    public ProviderLimits Limits { get; init; } = new(null, null, null);

    /// <summary>Tickets that may wait at one time, ≥ 0. Default 1,000.</summary>
    public int QueueLength { get; init; } = 1000;

    /// <summary>How long a permit lives without being renewed. What its holder does not report by then counts as used. Default 10 minutes.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest that a ticket may wait, whatever its patience. Default 10 minutes.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether 429 and 529 cool the gate down. Default true.</summary>
    public bool Cooldown { get; init; } = true;

    /// <summary>Whether an operator keeps new requests away; those under way go on. Default false.</summary>
    public bool Drained { get; init; }

    /// <summary>Whether failures open the breaker. Default true.</summary>
    public bool Breaker { get; init; } = true;
}
