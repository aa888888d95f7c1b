using Router.Core.Admission.State;
using Router.Core.Admission.Windows;

namespace Router.Core.Admission.Health;

/// <summary>Cooldown and breaker together.</summary>
internal sealed class GateHealth
{
    /// <summary>How long old trouble keeps a gate that nobody enters.</summary>
    private const long Memory = TimeSpan.TicksPerHour;

    private readonly Cooldown _cooldown = new();
    private readonly Breaker _breaker = new();
    private bool _cools = true;
    private bool _breaks = true;
    private bool _drained;

    public CooldownState Cooldown => _cooldown.State;

    public BreakerState Breaker => _breaker.State;

    public void Configure(GateSettings settings)
    {
        (_cools, _breaks, _drained) = (settings.Cooldown, settings.Breaker, settings.Drained);
        _cooldown.State = _cools ? _cooldown.State : default;
        _breaker.State = _breaks ? _breaker.State : default;
    }

    /// <summary>When a request may go: now, later, or never while a probe is out or an operator keeps it closed.</summary>
    public long OpensAt(long now) => _drained ? SlidingWindow.Never : Math.Max(_cooldown.OpensAt(now), _breaker.OpensAt(now));

    /// <summary>Why none may go now; none when one may.</summary>
    public RefusalReason Reason(long now) =>
        _drained ? RefusalReason.Drained
        : _cooldown.OpensAt(now) > now ? _cooldown.State.Reason
        : _breaker.OpensAt(now) > now ? RefusalReason.Failing
        : RefusalReason.None;

    /// <summary>When the probe that is out is given up; never when none is out.</summary>
    public long ProbeEnds => Math.Min(_cooldown.ProbeEnds, _breaker.ProbeEnds);

    /// <summary>Whether nothing is remembered that a new gate would not know, or nothing that still means something.</summary>
    public bool IsIdle(long now) =>
        _cooldown.State.Until <= now && (_cooldown.State is { Level: 0, Probe: null } || _cooldown.State.Until + Memory <= now)
        && (_breaker.State is { IsOpen: false, Failures: 0, Level: 0 } || Math.Max(_breaker.State.Until, _breaker.State.FailedAt) + Memory <= now);

    public void Forget(long now)
    {
        _cooldown.Forget(now);
        _breaker.Forget(now);
    }

    public void Granted(PermitId id, long now)
    {
        _cooldown.Granted(id, now);
        _breaker.Granted(id, now);
    }

    public void Answering(in OpenPermit permit, long now)
    {
        _cooldown.Recover(permit, now);
        _breaker.Answering(permit);
    }

    /// <summary>A permit ended without evidence.</summary>
    public void Ended(PermitId id)
    {
        _cooldown.Ended(id);
        _breaker.Ended(id);
    }

    public void Report(in OpenPermit permit, in AttemptReport report, long total, long now)
    {
        switch (report.Outcome)
        {
            case AttemptOutcome.Answered:
            case AttemptOutcome.ClientFault:
                _cooldown.Recover(permit, now);
                _breaker.Alive(permit);
                break;
            case AttemptOutcome.RateLimited:
                Cool(RefusalReason.RateLimited, permit, report, total, now);
                break;
            case AttemptOutcome.Overloaded:
                Cool(RefusalReason.Overloaded, permit, report, total, now);
                break;
            case AttemptOutcome.QuotaExhausted:
                Cool(RefusalReason.QuotaExhausted, permit, report, total, now);
                break;
            case AttemptOutcome.CredentialRefused:
                Cool(RefusalReason.CredentialRefused, permit, report, total, now);
                break;
            case AttemptOutcome.Failed when _breaks:
                _cooldown.Ended(permit.Id);
                _breaker.Failed(permit, total, now);
                break;
            default:
                Ended(permit.Id);
                break;
        }
    }

    /// <summary>Somebody says that the provider is well again.</summary>
    public void Reset(long total)
    {
        _cooldown.State = new CooldownState(RefusalReason.None, 0, 0, total);
        _breaker.State = new BreakerState(IsOpen: false, 0, 0, 0, total, Probe: null);
    }

    public void Load(CooldownState cooldown, BreakerState breaker) => (_cooldown.State, _breaker.State) = (cooldown, breaker);

    private void Cool(RefusalReason reason, in OpenPermit permit, in AttemptReport report, long total, long now)
    {
        // A provider that refuses in an orderly way is alive.
        _breaker.Alive(permit);
        if (_cools)
        {
            _cooldown.Hit(reason, report.RetryAfter, permit, total, now);
        }
    }
}
