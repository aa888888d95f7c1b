using Router.Core.Admission.State;

namespace Router.Core.Admission.Health;

/// <summary>Cooldown and breaker together.</summary>
internal sealed class GateHealth
{
    private readonly Cooldown _cooldown = new();
    private readonly Breaker _breaker = new();
    private bool _cools = true;
    private bool _breaks = true;

    public CooldownState Cooldown => _cooldown.State;

    public BreakerState Breaker => _breaker.State;

    public void Configure(GateSettings settings)
    {
        (_cools, _breaks) = (settings.Cooldown, settings.Breaker);
        _cooldown.State = _cools ? _cooldown.State : default;
        _breaker.State = _breaks ? _breaker.State : default;
    }

    /// <summary>When a request may go: now, later, or never while a probe is out.</summary>
    public long OpensAt(long now) => Math.Max(Math.Max(now, _cooldown.State.Until), _breaker.OpensAt(now));

    /// <summary>Why none may go now; none when one may.</summary>
    public RefusalReason Reason(long now) =>
        _cooldown.State.Until > now ? _cooldown.State.Reason : _breaker.OpensAt(now) > now ? RefusalReason.Failing : RefusalReason.None;

    /// <summary>When the probe that is out is given up; never when none is out.</summary>
    public long ProbeEnds => _breaker.ProbeEnds;

    public void Forget(long now) => _breaker.Forget(now);

    public void Granted(PermitId id, long now) => _breaker.Granted(id, now);

    public void Answering(in OpenPermit permit)
    {
        _cooldown.Recover(permit);
        _breaker.Answering(permit);
    }

    public void Ended(PermitId id) => _breaker.Ended(id);

    public void Report(in OpenPermit permit, in AttemptReport report, long total, long now)
    {
        switch (report.Outcome)
        {
            case AttemptOutcome.Answered:
            case AttemptOutcome.ClientFault:
                _cooldown.Recover(permit);
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
            case AttemptOutcome.Failed when _breaks:
                _breaker.Failed(permit, total, now);
                break;
            default:
                _breaker.Ended(permit.Id);
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
