using Router.Core.Admission.Health;
using Router.Core.Admission.Hints;
using Router.Core.Admission.Queueing;
using Router.Core.Admission.State;
using Router.Core.Admission.Windows;

namespace Router.Core.Admission;

/// <summary>
/// Keeps one provider credential and model family within its limits and away from a provider that refuses or fails. It has no clock, no lock and no
/// timer: its host calls it one command at a time, hands on the answers to tickets, and calls <see cref="Tick"/> when the last effects ask for it.
/// A time earlier than one it has seen counts as that one. docs/decisions/0007-provider-gates.md says why it works as it does.
/// </summary>
public sealed partial class ProviderGate
{
    /// <summary>No request is larger, and no sum overflows.</summary>
    private const long MostTokens = 1L << 40;

    private readonly GateLimits _limits = new();
    private readonly GateHealth _health = new();
    private readonly OpenPermits _permits = new();
    private readonly GateQueue _queue = new();
    private readonly List<TicketAnswer> _answers = [];
    private GateSettings _settings;
    private long _now;

    /// <summary>An idle gate.</summary>
    public ProviderGate(GateSettings settings)
    {
        _settings = settings;
        Apply(settings);
    }

    /// <summary>Asks for a permit. A second time under the same id: the same permit while it is out, the same ticket while it waits.</summary>
    public EnterAnswer Enter(in EnterRequest request, DateTimeOffset now)
    {
        Begin(now);
        GateAnswer answer = Admit(request with { Tokens = Math.Clamp(request.Tokens, 0, MostTokens) });
        return new EnterAnswer(answer, Finish());
    }

    /// <summary>The provider answers with success and these headers, the end is still to come.</summary>
    public GateEffects Answering(PermitId id, in ProviderReading reading, DateTimeOffset now)
    {
        Begin(now);
        if (_permits.TryGet(id, out OpenPermit permit))
        {
            _limits.Learn(permit, reading, _now);
            _health.Answering(permit, _now);
        }

        return Finish();
    }

    /// <summary>Gives a permit back with the truth. Of a permit that was given back already, or has expired, nothing is taken.</summary>
    public GateEffects Report(PermitId id, in AttemptReport report, DateTimeOffset now)
    {
        Begin(now);
        if (_permits.TryRemove(id, out OpenPermit permit))
        {
            long requests = permit.IsStock ? Math.Clamp(report.Requests ?? permit.Requests, 0, permit.Requests) : permit.Requests;
            _limits.Settle(permit, requests, Math.Clamp(report.Tokens ?? permit.Tokens, 0, MostTokens), _now);
            _health.Report(permit, report, _limits.RequestTotal, _now);
            TurnAway();
        }

        return Finish();
    }

    /// <summary>Nobody waits for this any more: a ticket leaves the queue, and a permit that was never used is as though it had never been.</summary>
    public GateEffects Cancel(PermitId id, DateTimeOffset now)
    {
        Begin(now);
        if (_permits.TryRemove(id, out OpenPermit permit))
        {
            _limits.Settle(permit, 0, 0, _now);
            _health.Ended(id);
        }
        else
        {
            _queue.TryRemove(id, out _);
        }

        return Finish();
    }

    /// <summary>Their holder lives: the permits expire a lease from now.</summary>
    public GateEffects Renew(ReadOnlySpan<PermitId> ids, DateTimeOffset now)
    {
        Begin(now);
        foreach (PermitId id in ids)
        {
            _permits.Renew(id, _now + _settings.Lease.Ticks);
        }

        return Finish();
    }

    /// <summary>Time has passed.</summary>
    public GateEffects Tick(DateTimeOffset now)
    {
        Begin(now);
        return Finish();
    }

    /// <summary>The configuration changed. What is used stays used.</summary>
    public GateEffects Configure(GateSettings settings, DateTimeOffset now)
    {
        Begin(now);
        Apply(settings);
        TurnAway();
        return Finish();
    }

    /// <summary>An operator has mended the provider: cooldown, breaker and what headers said are forgotten.</summary>
    public GateEffects Reopen(DateTimeOffset now)
    {
        Begin(now);
        _health.Reset(_limits.RequestTotal);
        _limits.Unlearn();
        return Finish();
    }

    /// <summary>How things stand. Grants and refusals that are due wait for the next command.</summary>
    public GateStatus Status(DateTimeOffset now)
    {
        _now = Math.Max(_now, now.UtcTicks);
        _limits.Forget(_now);
        RefusalReason closed = _health.Reason(_now);
        return new GateStatus
        {
            Closed = closed, OpensAt = closed == RefusalReason.None ? null : Time(_health.OpensAt(_now)), Permits = _permits.Count, Waiting = _queue.Count,
            RequestsUsed = _limits.RequestsUsed, TokensUsed = _limits.TokensUsed,
            LearnedRequests = _limits.LearnedRequests?.Limit, LearnedTokens = _limits.LearnedTokens?.Limit,
        };
    }

    /// <summary>Whether it holds nothing that a new gate would not: no permit, ticket, use, reading or memory of failures.</summary>
    public bool IsIdle(DateTimeOffset now)
    {
        Begin(now);
        return _permits.Count == 0 && _queue.Count == 0 && _limits.IsIdle && _health.IsIdle(_now);
    }

    /// <summary>The whole state.</summary>
    public GateSnapshot Save() => new(_now, _limits.Save(), _permits.Save(), _queue.Save(), _health.Cooldown, _health.Breaker);

    /// <summary>The gate that a snapshot was taken of.</summary>
    public static ProviderGate Restore(GateSettings settings, GateSnapshot snapshot)
    {
        var gate = new ProviderGate(settings) { _now = snapshot.Now };
        gate._limits.Load(snapshot.Limits, snapshot.Permits.Sum(permit => permit.Requests));
        gate._queue.Load(snapshot.Queue);
        gate._health.Load(snapshot.Cooldown, snapshot.Breaker);
        gate._health.Configure(settings);
        foreach (OpenPermit permit in snapshot.Permits)
        {
            gate._permits.Add(permit);
        }

        return gate;
    }

    private void Apply(GateSettings settings)
    {
        _settings = settings;
        _limits.Configure(settings.Limits);
        _health.Configure(settings);
    }

    private void Begin(DateTimeOffset now)
    {
        _now = Math.Max(_now, now.UtcTicks);
        _limits.Forget(_now);
        _health.Forget(_now);
        if (_permits.NextExpiry <= _now)
        {
            foreach (OpenPermit permit in _permits.RemoveExpired(_now))
            {
                // Nobody will say what was used: all that was borrowed.
                _limits.Settle(permit, permit.Requests, permit.Tokens, _now);
                _health.Ended(permit.Id);
            }
        }
    }
}
