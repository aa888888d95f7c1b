namespace Router.Core.Admission.State;

/// <summary>A breaker.</summary>
/// <param name="IsOpen">Whether it is open, or half open once <paramref name="Until"/> has passed.</param>
/// <param name="Failures">Failures in a row while closed.</param>
/// <param name="Level">How often it opened without a full answer in between.</param>
/// <param name="Until">When a probe may go, or while one is out, when it is given up; UTC ticks.</param>
/// <param name="Since">All requests ever granted when it opened: older ones tell nothing new.</param>
/// <param name="Probe">The probe under way; null for none.</param>
public readonly record struct BreakerState(bool IsOpen, int Failures, int Level, long Until, long Since, PermitId? Probe)
{
    /// <summary>When it last heard of a failure, UTC ticks.</summary>
    public long FailedAt { get; init; }
}
