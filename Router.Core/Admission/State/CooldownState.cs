namespace Router.Core.Admission.State;

/// <summary>A cooldown.</summary>
/// <param name="Reason">Why; none before the first.</param>
/// <param name="Until">Its end, UTC ticks.</param>
/// <param name="Level">How many came one behind another.</param>
/// <param name="Since">All requests ever granted when it began: of older ones further refusals are no news.</param>
public readonly record struct CooldownState(RefusalReason Reason, long Until, int Level, long Since)
{
    /// <summary>Whether nobody has been answered since: behind its end one at a time goes.</summary>
    public bool AwaitsAnswer { get; init; }

    /// <summary>Who goes first behind its end; null while nobody does.</summary>
    public PermitId? Probe { get; init; }

    /// <summary>When the probe is given up, UTC ticks.</summary>
    public long ProbeEnds { get; init; }
}
