using Router.Core.Admission.State;
using Router.Core.Admission.Windows;

namespace Router.Core.Admission.Health;

/// <summary>Keeps away from a provider that fails. Open, it lets a single probe through behind each pause; the probe's answer closes it.</summary>
internal sealed class Breaker
{
    /// <summary>So many failures in a row open it.</summary>
    private const int Threshold = 5;

    private const long First = 5 * TimeSpan.TicksPerSecond;
    private const long Longest = 60 * TimeSpan.TicksPerSecond;

    public BreakerState State { get; set; }

    /// <summary>
    /// A probe that did not even begin to answer in this time is given up: whoever held it may be dead. Longer than a provider's usual first-byte
    /// timeout.
    /// </summary>
    public const long ProbeWait = 3 * TimeSpan.TicksPerMinute;

    /// <summary>When the probe that is out is given up; never when none is out.</summary>
    public long ProbeEnds => State.Probe is null ? SlidingWindow.Never : State.Until;

    /// <summary>When a request may go; never while a probe is out.</summary>
    public long OpensAt(long now) => !State.IsOpen ? now : State.Probe is not null ? SlidingWindow.Never : Math.Max(now, State.Until);

    /// <summary>While it is open, whoever is granted is the probe.</summary>
    public void Granted(PermitId id, long now)
    {
        if (State.IsOpen)
        {
            State = State with { Probe = id, Until = now + ProbeWait };
        }
    }

    public void Failed(in OpenPermit permit, long total, long now)
    {
        bool isProbe = State.Probe == permit.Id;
        if (!isProbe && (State.IsOpen || permit.RequestTotal <= State.Since))
        {
            return;
        }

        if (!isProbe && State.Failures + 1 < Threshold)
        {
            State = State with { Failures = State.Failures + 1, FailedAt = now };
            return;
        }

        State = new BreakerState(IsOpen: true, Failures: 0, State.Level + 1, now + Pause.Of(First, Longest, State.Level, permit.Id), total, Probe: null) { FailedAt = now };
    }

    /// <summary>The provider answers, but not to the end yet: others may go, and the next failure opens the breaker again for longer.</summary>
    public void Answering(in OpenPermit permit)
    {
        if (State.Probe == permit.Id)
        {
            State = State with { IsOpen = false, Probe = null, Failures = Threshold - 1 };
        }
    }

    /// <summary>The provider answered.</summary>
    public void Alive(in OpenPermit permit)
    {
        if (State.Probe == permit.Id || (!State.IsOpen && permit.RequestTotal > State.Since && (State.Failures > 0 || State.Level > 0)))
        {
            State = State with { IsOpen = false, Probe = null, Failures = 0, Level = 0 };
        }
    }

    /// <summary>Gives up a probe that takes too long.</summary>
    public void Forget(long now)
    {
        if (ProbeEnds <= now)
        {
            State = State with { Probe = null };
        }
    }

    /// <summary>A permit ended without evidence: if it was the probe, another may go.</summary>
    public void Ended(PermitId id)
    {
        if (State.Probe == id)
        {
            State = State with { Probe = null, Until = 0 };
        }
    }
}
