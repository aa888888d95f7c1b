using Router.Core.Admission.State;

namespace Router.Core.Admission.Health;

/// <summary>Keeps away from a provider that said 429 or 529, for as long as it asks, else for a pause that doubles.</summary>
internal sealed class Cooldown
{
    private const long First = 2 * TimeSpan.TicksPerSecond;
    private const long Longest = 60 * TimeSpan.TicksPerSecond;
    private const long FirstOfQuota = 15 * TimeSpan.TicksPerMinute;
    private const long LongestOfQuota = 4 * TimeSpan.TicksPerHour;
    private const long LongestHint = TimeSpan.TicksPerDay;

    public CooldownState State { get; set; }

    /// <summary>A refusal came.</summary>
    /// <param name="reason">Which.</param>
    /// <param name="hint">How long the provider asks to wait.</param>
    /// <param name="permit">The permit that met it.</param>
    /// <param name="total">All requests ever granted.</param>
    /// <param name="now">The time.</param>
    public void Hit(RefusalReason reason, TimeSpan? hint, in OpenPermit permit, long total, long now)
    {
        // A burst that was under way meets the same refusal many times: that is one. Only a hint, or an empty account, can add to it.
        bool isNews = permit.RequestTotal > State.Since;
        bool quota = reason == RefusalReason.QuotaExhausted;
        bool sameKind = quota == (State.Reason == RefusalReason.QuotaExhausted);
        int level = sameKind ? State.Level : 0;
        long pause = hint is { Ticks: > 0 } asked ? Math.Min(asked.Ticks, LongestHint)
            : quota ? Pause.Of(FirstOfQuota, LongestOfQuota, level, permit.Id)
            : Pause.Of(First, Longest, level, permit.Id);
        if (!isNews && hint is not { Ticks: > 0 } && (sameKind || !quota))
        {
            return;
        }

        long until = now + pause;
        State = new CooldownState(
            until > State.Until ? reason : State.Reason, Math.Max(until, State.Until), isNews ? level + 1 : State.Level, isNews ? total : State.Since);
    }

    /// <summary>An answer came: the next refusal starts with a short pause again.</summary>
    public void Recover(in OpenPermit permit)
    {
        if (permit.RequestTotal > State.Since && State.Level > 0)
        {
            State = State with { Level = 0 };
        }
    }
}
