using System.Collections.Immutable;

namespace Router.Core.Admission.State;

/// <summary>A gate's whole state, to be stored and restored; its settings are not part of it.</summary>
/// <param name="Now">The latest time that it was told, UTC ticks.</param>
/// <param name="Limits">What is used.</param>
/// <param name="Permits">What is out.</param>
/// <param name="Queue">Who waits.</param>
/// <param name="Cooldown">The cooldown.</param>
/// <param name="Breaker">The breaker.</param>
public sealed record GateSnapshot(
    long Now, LimitsState Limits, ImmutableArray<OpenPermit> Permits, QueueState Queue, CooldownState Cooldown, BreakerState Breaker);
