using Router.Core.Admission.State;
using Router.Core.Admission.Windows;

namespace Router.Core.Admission.Health;

/// <summary>
/// Keeps away from a provider that said 429 or 529, for as long as it asks, else for a pause that doubles. Behind it a single request goes first:
/// all who waited, sent at once, would only meet the same refusal.
/// </summary>
internal sealed class Cooldown
{
    private const long First = TimeSpan.TicksPerSecond / 2;
    private const long Longest = 60 * TimeSpan.TicksPerSecond;
    private const long FirstOfCredential = TimeSpan.TicksPerMinute;
    private const long LongestOfCredential = 15 * TimeSpan.TicksPerMinute;
    private const long FirstOfQuota = 15 * TimeSpan.TicksPerMinute;
    private const long LongestOfQuota = 4 * TimeSpan.TicksPerHour;
    private const long LongestHint = TimeSpan.TicksPerDay;

    public CooldownState State { get; set; }

    /// <summary>When the probe that is out is given up; never when none is out.</summary>
    public long ProbeEnds => State.Probe is null ? SlidingWindow.Never : State.ProbeEnds;

    /// <summary>When a request may go; never while a probe is out.</summary>
    public long OpensAt(long now) => State.Until > now ? State.Until : State.Probe is null ? now : SlidingWindow.Never;

    /// <summary>The first behind the end is the probe.</summary>
    public void Granted(PermitId id, long now)
    {
        if (State.AwaitsAnswer)
        {
            State = State with { Probe = id, ProbeEnds = now + Breaker.ProbeWait };
        }
    }

    /// <summary>A refusal came.</summary>
    /// <param name="reason">Which.</param>
    /// <param name="hint">How long the provider asks to wait.</param>
    /// <param name="permit">The permit that met it.</param>
    /// <param name="total">All requests ever granted.</param>
    /// <param name="now">The time.</param>
    public void Hit(RefusalReason reason, TimeSpan? hint, in OpenPermit permit, long total, long now)
    {
        // A burst that was under way meets the same refusal many times: that is one. Only a hint, or an account that an operator must mend, can add to it.
        bool isNews = permit.RequestTotal > State.Since;
        bool sameKind = Kind(reason) == Kind(State.Reason);
        int level = sameKind ? State.Level : 0;
        long pause = hint is { Ticks: > 0 } asked ? Math.Min(asked.Ticks, LongestHint) : Pause.Of(Shortest(reason), Limit(reason), level, permit.Id);
        Ended(permit.Id);
        if (!isNews && hint is not { Ticks: > 0 } && (sameKind || Kind(reason) == 0))
        {
            return;
        }

        long until = now + pause;
        State = State with
        {
            Reason = until > State.Until ? reason : State.Reason, Until = Math.Max(until, State.Until),
            Level = isNews ? level + 1 : State.Level, Since = isNews ? total : State.Since, AwaitsAnswer = true,
        };
    }

    /// <summary>An answer came: others may go, and the next refusal starts with a short pause again.</summary>
    public void Recover(in OpenPermit permit, long now)
    {
        if (permit.RequestTotal > State.Since && State.Level > 0)
        {
            State = State with { Level = 0 };
        }

        if (State.Probe == permit.Id)
        {
            // Unless somebody who was sent before has been told meanwhile to stay away.
            State = State with { AwaitsAnswer = State.Until > now, Probe = null };
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

    /// <summary>A permit ended without an answer: if it was the probe, another may go.</summary>
    public void Ended(PermitId id)
    {
        if (State.Probe == id)
        {
            State = State with { Probe = null };
        }
    }

    /// <summary>What passes by itself, and what somebody must mend.</summary>
    private static int Kind(RefusalReason reason) => reason switch { RefusalReason.QuotaExhausted => 2, RefusalReason.CredentialRefused => 1, _ => 0 };

    private static long Shortest(RefusalReason reason) => Kind(reason) switch { 2 => FirstOfQuota, 1 => FirstOfCredential, _ => First };

    private static long Limit(RefusalReason reason) => Kind(reason) switch { 2 => LongestOfQuota, 1 => LongestOfCredential, _ => Longest };
}
