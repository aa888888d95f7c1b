using System.Collections.Immutable;
using Router.Core.Admission.Queueing;
using Router.Core.Admission.Windows;

namespace Router.Core.Admission;

/// <content>Who may go, who waits and who is refused.</content>
public sealed partial class ProviderGate
{
    /// <summary>When an operator opens it again nobody knows; to look again after a minute does no harm.</summary>
    private const long WhileDrained = TimeSpan.TicksPerMinute;

    private GateAnswer Admit(in EnterRequest request)
    {
        if (_permits.Contains(request.Id))
        {
            return GateAnswer.Granted;
        }

        if (_queue.Contains(request.Id))
        {
            return GateAnswer.Queued;
        }

        if (_queue.Count == 0 && MayGo(request))
        {
            Grant(request);
            return GateAnswer.Granted;
        }

        GateAnswer refusal = Refusal(request);
        Ticket ticket = _queue.Add(request, _now + Math.Min(request.Patience.Ticks, _settings.LongestWait.Ticks));
        Drain(ticket);
        if (_permits.Contains(request.Id))
        {
            return GateAnswer.Granted;
        }

        if (request.Patience <= TimeSpan.Zero || _settings.Drained || EarliestAt(request) is var earliest && earliest < SlidingWindow.Never && earliest > ticket.Deadline)
        {
            _queue.TryRemove(request.Id, out _);
            return refusal;
        }

        if (_queue.Count <= _settings.QueueLength)
        {
            return GateAnswer.Queued;
        }

        Ticket victim = _queue.Newest(ticket);
        _queue.TryRemove(victim.Request.Id, out _);
        GateAnswer full = refusal with { Reason = refusal.Reason == RefusalReason.Limit ? RefusalReason.QueueFull : refusal.Reason };
        if (victim == ticket)
        {
            return full;
        }

        _answers.Add(new TicketAnswer(victim.Request.Id, full));
        return GateAnswer.Queued;
    }

    private GateEffects Finish()
    {
        if (_queue.Count > 0)
        {
            Drain(own: null);
            if (_queue.NextDeadline <= _now)
            {
                Refuse(_queue.RemoveUntil(_now));
                Drain(own: null);
            }
        }

        long due = _permits.NextExpiry;
        if (_queue.Next is { } head)
        {
            due = Math.Min(Math.Min(due, _health.ProbeEnds), _queue.NextDeadline);
            due = Math.Min(due, _limits.HasSlot(head.Request) ? EarliestAt(head.Request) : SlidingWindow.Never);
        }

        ImmutableArray<TicketAnswer> answers = [];
        if (_answers.Count > 0)
        {
            answers = [.. _answers];
            _answers.Clear();
        }

        return new GateEffects(answers, Time(due));
    }

    /// <summary>Grants as many turns as there is room for.</summary>
    private void Drain(Ticket? own)
    {
        while (_queue.Next is { } head && MayGo(head.Request))
        {
            _queue.Take();
            Grant(head.Request);
            if (head != own)
            {
                _answers.Add(new TicketAnswer(head.Request.Id, GateAnswer.Granted));
            }
        }
    }

    /// <summary>Whoever can't wait until it opens goes elsewhere at once; when an operator closed it, everyone.</summary>
    private void TurnAway()
    {
        if (_queue.Count > 0 && _health.OpensAt(_now) is var opens && opens > _now && (opens < SlidingWindow.Never || _settings.Drained))
        {
            Refuse(_queue.RemoveUntil(opens - 1));
        }
    }

    private void Refuse(ImmutableArray<Ticket> tickets)
    {
        foreach (Ticket ticket in tickets)
        {
            _answers.Add(new TicketAnswer(ticket.Request.Id, Refusal(ticket.Request)));
        }
    }

    private bool MayGo(in EnterRequest request) => EarliestAt(request) <= _now && _limits.HasSlot(request);

    /// <summary>When time alone would let a request in: never while a probe or a stock is out that must come back first.</summary>
    private long EarliestAt(in EnterRequest request) => Math.Max(_health.OpensAt(_now), _limits.FreeAt(request, _now));

    private void Grant(in EnterRequest request)
    {
        _permits.Add(_limits.Take(request, _now, _now + _settings.Lease.Ticks));
        _health.Granted(request.Id, _now);
    }

    private GateAnswer Refusal(in EnterRequest request)
    {
        (long requests, long tokens) = _queue.Ahead(request);
        long health = _health.OpensAt(_now);
        long limits = _limits.FreeAtBehind(request, requests, tokens, _now);
        RefusalReason reason = _health.Reason(_now);
        long at = reason == RefusalReason.Drained ? _now + WhileDrained : Math.Max(health == SlidingWindow.Never ? 0 : health, limits == SlidingWindow.Never ? 0 : limits);
        return GateAnswer.Refused(
            reason == RefusalReason.None ? RefusalReason.Limit : reason, at > _now ? TimeSpan.FromTicks(at - _now) : TimeSpan.FromSeconds(1));
    }

    private static DateTimeOffset? Time(long ticks) => ticks == SlidingWindow.Never ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
