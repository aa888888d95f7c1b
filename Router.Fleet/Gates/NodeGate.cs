using System.Collections.Immutable;
using Router.Core.Admission;
using Router.Core.Admission.Hints;
using Router.Fleet.Hosting;
using Router.Grains.Gates;

namespace Router.Fleet.Gates;

/// <summary>
/// This node's side of a gate. It hands out what it has leased and asks the gate for the rest, one turn at a time: whatever comes while a turn is under way
/// goes into the next.
/// </summary>
internal sealed partial class NodeGate(GateKey key, IProviderGateGrain grain, FleetNode node, IGateNotices notices, Func<DateTimeOffset> now, FleetOptions options, CancellationToken closing)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PermitId, LeasedPermit> _leased = [];
    private readonly HashSet<PermitId> _held = [];
    private readonly Dictionary<PermitId, WaitingTicket> _waiting = [];
    private LocalLease? _lease;
    private LocalLease? _next;
    private RefusalReason _closed;
    private DateTimeOffset? _opensAt;
    private (Guid Owner, long Version) _heard;
    private long _owed;
    private long _tokensEach;
    private bool _wantsLease;
    private bool _countsSlots;
    private TimeSpan _lifetime = options.Lease;

    /// <summary>Asks for a permit.</summary>
    public async ValueTask<GateAnswer> EnterAsync(EnterRequest request)
    {
        PendingEnter pending;
        lock (_lock)
        {
            if (_leased.ContainsKey(request.Id) || _held.Contains(request.Id))
            {
                return GateAnswer.Granted;
            }

            _tokensEach = _tokensEach == 0 ? request.Tokens : (_tokensEach * 7 + request.Tokens) / 8;
            if (_closed != RefusalReason.None && _opensAt - now() is { Ticks: > 0 } wait && request.Patience < wait)
            {
                return GateAnswer.Refused(_closed, wait);
            }

            if (TryHandOut(request))
            {
                return GateAnswer.Granted;
            }

            _wantsLease |= !_countsSlots;
            pending = new PendingEnter(request);
            _enters.Add(pending);
            Start();
        }

        return await AnswerAsync(pending);
    }

    /// <summary>The provider answers. Nobody waits for the gate to hear of it.</summary>
    public void Answering(PermitId id, in ProviderReading reading)
    {
        lock (_lock)
        {
            if (_leased.TryGetValue(id, out LeasedPermit? permit))
            {
                Learn(permit, reading);
            }
            else if (_held.Contains(id))
            {
                _events.Add(new GateEvent(id) { Reading = reading });
                if (_lease is { } lease && IsTooMuch(reading, lease.Left + (_next?.Left ?? 0)))
                {
                    EndLeases(lease, report: null);
                }

                Start();
            }
        }
    }

    /// <summary>Gives a permit back. A refusal or failure is told to the gate before this completes.</summary>
    public Task ReportAsync(PermitId id, AttemptReport report)
    {
        lock (_lock)
        {
            bool isWell = report.Outcome is AttemptOutcome.Answered or AttemptOutcome.ClientFault or AttemptOutcome.Abandoned;
            if (_leased.Remove(id, out LeasedPermit? permit))
            {
                Settle(permit, report.Tokens ?? permit.Tokens);
                if (isWell || permit.Lease.IsEnded)
                {
                    return Task.CompletedTask; // of a lease that has ended the gate has heard what there is to hear
                }

                EndLeases(permit.Lease, report);
                return StartAndWait();
            }

            if (!_held.Remove(id))
            {
                return Task.CompletedTask;
            }

            _events.Add(new GateEvent(id) { Report = report });
            Start();
            return isWell ? Task.CompletedTask : _turn;
        }
    }

    /// <summary>Gives up a ticket, or a permit that was not used.</summary>
    public void Cancel(PermitId id)
    {
        lock (_lock)
        {
            if (_leased.Remove(id, out LeasedPermit? permit))
            {
                if (permit.Lease.IsEnded)
                {
                    _owed -= permit.Tokens;
                }
                else
                {
                    permit.Lease.Take(permit.Tokens);
                }
            }
            else if (_held.Remove(id) | _waiting.Remove(id))
            {
                _events.Add(new GateEvent(id));
                Start();
            }
        }
    }

    /// <summary>Hears how the gate stands.</summary>
    public void Hear(GateNews news)
    {
        ImmutableArray<TicketAnswer> answered;
        lock (_lock)
        {
            answered = Take(news);
        }

        Tell(answered);
    }

    private bool TryHandOut(in EnterRequest request)
    {
        if (_closed != RefusalReason.None || request.Stock > 0)
        {
            return false;
        }

        DateTimeOffset at = now();
        while (_lease is { } lease)
        {
            // A lease that the gate may have given up, because it heard nothing of this node for so long, is not used any more.
            if (at - _renewedAt < _lifetime && lease.TryHand(request.Tokens, at))
            {
                _leased.Add(request.Id, new LeasedPermit(lease, request.Tokens, lease.Handed));
                if (lease.IsLow && _next is null && !_wantsLease)
                {
                    _wantsLease = true;
                    Start();
                }

                return true;
            }

            End(lease, report: null);
            (_lease, _next) = (_next, null);
        }

        return false;
    }

    private void Settle(LeasedPermit permit, long used)
    {
        if (permit.Lease.IsEnded)
        {
            _owed += used - permit.Tokens;
        }
        else
        {
            permit.Lease.Settle(permit.Tokens, used);
        }
    }

    private void Learn(LeasedPermit permit, in ProviderReading reading)
    {
        LocalLease lease = permit.Lease;
        if (reading == default || lease.IsEnded || permit.Number < lease.ReadAt)
        {
            return;
        }

        // The gate counts all of a lease as sent before the reading; what was handed out behind this request was not.
        int behind = lease.Left + lease.Handed - permit.Number;
        lease.ReadAt = permit.Number;
        lease.Reading = reading with { Requests = reading.Requests is { } requests ? requests with { Remaining = Math.Max(0, requests.Remaining - behind) } : null };
        // Also the first word of a limit on tokens: the gate has leased as if there were none.
        if (IsTooMuch(reading, behind) || (reading.Tokens is not null && !lease.LimitsTokens))
        {
            EndLeases(lease, report: null);
            Start();
        }
    }

    /// <summary>Whether headers leave less than what is leased and not sent.</summary>
    private bool IsTooMuch(in ProviderReading reading, int leased) => reading.Requests?.Remaining < leased || reading.Tokens?.Remaining < leased * _tokensEach;

    /// <summary>Gives all leases back: the first with what happened to one of its requests.</summary>
    private void EndLeases(LocalLease first, AttemptReport? report)
    {
        End(first, report);
        foreach (LocalLease other in new[] { _lease, _next }.OfType<LocalLease>())
        {
            End(other, report: null);
        }

        (_lease, _next) = (null, null);
    }

    private void End(LocalLease lease, AttemptReport? report)
    {
        if (lease.IsEnded)
        {
            return;
        }

        lease.IsEnded = true;
        if (lease.Reading is { } reading)
        {
            _events.Add(new GateEvent(lease.Id) { Reading = reading });
        }

        long tokens = Math.Max(0, lease.Tokens + _owed);
        _owed = Math.Min(0, lease.Tokens + _owed);
        _events.Add(new GateEvent(lease.Id)
        {
            Report = (report ?? new AttemptReport(AttemptOutcome.Abandoned, null)) with { Tokens = tokens, Requests = lease.Handed },
        });
    }

    private ImmutableArray<TicketAnswer> Take(GateNews news)
    {
        ImmutableArray<TicketAnswer> answered = [.. news.Tickets.Where(answer => _waiting.Remove(answer.Id))];
        foreach (TicketAnswer answer in news.Tickets.Where(answer => answer.Answer.Kind == AdmissionKind.Granted))
        {
            if (answered.Contains(answer))
            {
                _held.Add(answer.Id);
            }
            else if (!_held.Contains(answer.Id))
            {
                _events.Add(new GateEvent(answer.Id)); // nobody waits for it any more
                Start();
            }
        }

        if (news.Owner == _heard.Owner && news.Version < _heard.Version)
        {
            return answered;
        }

        _heard = (news.Owner, news.Version);
        (_closed, _opensAt) = (news.Closed, news.OpensIn is { } wait ? now() + wait : null);
        if (_closed != RefusalReason.None && _lease is { } lease)
        {
            EndLeases(lease, report: null);
            Start();
        }

        return answered;
    }

    private void Tell(ImmutableArray<TicketAnswer> answered)
    {
        foreach (TicketAnswer answer in answered)
        {
            notices.Answered(key, answer);
        }
    }
}
