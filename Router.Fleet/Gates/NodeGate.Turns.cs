using System.Collections.Immutable;
using Router.Core.Admission;
using Router.Fleet.Calls;
using Router.Grains.Gates;

namespace Router.Fleet.Gates;

/// <content>How the node and the gate take turns.</content>
internal sealed partial class NodeGate
{
    /// <summary>Turns of this process, at any gate: a gate that was forgotten here and is entered anew must not begin where the owner still knows its last turn.</summary>
    private static long s_turns;

    private readonly List<GateEvent> _events = [];
    private readonly List<PendingEnter> _enters = [];
    private DateTimeOffset _renewedAt = now();
    private DateTimeOffset _lastTurn;
    private Task _turn = Task.CompletedTask;
    private bool _isRunning;
    private bool _isAgain;
    private bool _mustRenew;
    private TaskCompletionSource _listened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the gate has heard everything that happened before this call.</summary>
    public Task FlushAsync()
    {
        lock (_lock)
        {
            return _isRunning ? _turn : Task.CompletedTask;
        }
    }

    /// <summary>Gives back what is not used, keeps the rest alive and asks after tickets: about once a second.</summary>
    /// <returns>False: nothing is held here any more, and nothing was for a minute.</returns>
    public bool Sweep()
    {
        lock (_lock)
        {
            DateTimeOffset at = now();
            foreach (LocalLease lease in new[] { _lease, _next }.OfType<LocalLease>().Where(lease => at - lease.LastUsed >= options.LeaseIdle || at - lease.Since >= options.LeaseAge))
            {
                End(lease, report: null);
            }

            _lease = _lease is { IsEnded: false } ? _lease : _next is { IsEnded: false } ? _next : null;
            _next = _next is { IsEnded: false } && _next != _lease ? _next : null;
            _wantsLease &= _enters.Count > 0 || _lease is not null;
            bool holds = _held.Count > 0 || _lease is not null || _leased.Count > 0;
            _mustRenew |= holds && at - _lastTurn >= _lifetime / 3;
            foreach (WaitingTicket ticket in _waiting.Values.ToArray())
            {
                _waiting.Remove(ticket.Request.Id);
                TimeSpan left = ticket.Deadline - at;
                _enters.Add(new PendingEnter(ticket.Request with { Patience = left > TimeSpan.Zero ? left : TimeSpan.Zero }) { IsPoll = true });
            }

            if (_events.Count > 0 || _enters.Count > 0 || _mustRenew)
            {
                Start();
            }

            return holds || _isRunning || at - _lastTurn < TimeSpan.FromMinutes(1);
        }
    }

    /// <summary>Gives everything back that is not under way.</summary>
    public async Task CloseAsync(TimeSpan patience)
    {
        Task last;
        lock (_lock)
        {
            if (_lease is { } lease)
            {
                EndLeases(lease, report: null);
            }

            last = _events.Count > 0 ? StartAndWait() : _turn;
        }

        try
        {
            await last.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            // The gate takes it back by itself when the lease is over.
        }
    }

    private async ValueTask<GateAnswer> AnswerAsync(PendingEnter pending)
    {
        try
        {
            return await pending.Answer.Task.WaitAsync(options.Patience);
        }
        catch (TimeoutException)
        {
            // Out of reach. Should the gate grant it later, it is given back then.
            GateAnswer answer = options.OpenGates ? GateAnswer.Granted : GateAnswer.Refused(RefusalReason.Failing, TimeSpan.FromSeconds(1));
            return pending.Answer.TrySetResult(answer) ? answer : await pending.Answer.Task;
        }
    }

    private Task StartAndWait()
    {
        Start();
        return _turn;
    }

    /// <summary>Sees to it that a turn takes what is there. Under the lock.</summary>
    private void Start()
    {
        _turn = _listened.Task;
        _isAgain = true;
        if (!_isRunning)
        {
            _isRunning = true;
            _ = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            GateTurn turn;
            ImmutableArray<PendingEnter> enters;
            TaskCompletionSource heard;
            lock (_lock)
            {
                _isAgain = false;
                (heard, _listened) = (_listened, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                (turn, enters) = NextTurn();
            }

            ImmutableArray<TicketAnswer> answered;
            bool isDone;
            DateTimeOffset asked = now();
            try
            {
                // The same turn until it is answered: only so does the gate know what is old.
                GateReply reply = await Reach.AskAsync(() => grain.TurnAsync(turn, node.Listener), Timeout.InfiniteTimeSpan, closing);
                lock (_lock)
                {
                    answered = Take(reply, enters, asked);
                    isDone = !_isAgain;
                    _isRunning = !isDone;
                }
            }
            catch (Exception exception)
            {
                // The node is closing, or the gate's owner has a fault: whoever waits hears of it.
                Fail(exception, heard, enters);
                return;
            }

            Tell(answered);
            heard.SetResult();
            if (isDone)
            {
                return;
            }
        }
    }

    private void Fail(Exception exception, TaskCompletionSource heard, ImmutableArray<PendingEnter> enters)
    {
        lock (_lock)
        {
            _isRunning = false;
        }

        foreach (PendingEnter enter in enters)
        {
            enter.Answer.TrySetException(exception);
        }

        heard.SetException(exception);
        _ = heard.Task.Exception; // where nobody waits
    }

    private (GateTurn Turn, ImmutableArray<PendingEnter> Enters) NextTurn()
    {
        ImmutableArray<PendingEnter> enters = [.. _enters];
        var turn = new GateTurn(node.Name, Interlocked.Increment(ref s_turns))
        {
            Events = [.. _events], Enters = [.. enters.Select(enter => enter.Request)], TokensEach = _tokensEach,
            Lease = _wantsLease && _next is null && !_countsSlots ? PermitId.New() : null,
            Held = [.. _held, .. new[] { _lease, _next }.OfType<LocalLease>().Select(lease => lease.Id)],
        };
        _enters.Clear();
        _events.Clear();
        _wantsLease = false;
        _mustRenew = false;
        _lastTurn = now();
        return (turn, enters);
    }

    private ImmutableArray<TicketAnswer> Take(GateReply reply, ImmutableArray<PendingEnter> enters, DateTimeOffset asked)
    {
        _renewedAt = asked;
        _countsSlots = reply.CountsSlots;
        _lifetime = reply.Lifetime; // the gate's word counts: it takes back what it did not hear of for so long
        ImmutableArray<TicketAnswer>.Builder answered = ImmutableArray.CreateBuilder<TicketAnswer>();
        for (int number = 0; number < enters.Length; number++)
        {
            Answer(enters[number], reply.Answers[number], answered);
        }

        foreach (PermitId lost in reply.Lost)
        {
            _held.Remove(lost);
            foreach (LocalLease lease in new[] { _lease, _next }.OfType<LocalLease>().Where(lease => lease.Id == lost))
            {
                lease.IsEnded = true; // the gate has counted all of it as used
            }
        }

        if (reply.Lease is { } granted)
        {
            var lease = new LocalLease(granted, now());
            (_lease, _next) = _lease is { IsEnded: false } current ? (current, lease) : (lease, null);
        }

        answered.AddRange(Take(reply.News));
        return answered.ToImmutable();
    }

    private void Answer(PendingEnter enter, GateAnswer answer, ImmutableArray<TicketAnswer>.Builder answered)
    {
        PermitId id = enter.Request.Id;
        if (enter.IsPoll)
        {
            if (answer.Kind == AdmissionKind.Queued)
            {
                _waiting[id] = new WaitingTicket(enter.Request, now() + enter.Request.Patience);
                return;
            }

            if (answer.Kind == AdmissionKind.Granted)
            {
                _held.Add(id);
            }

            answered.Add(new TicketAnswer(id, answer));
            return;
        }

        if (answer.Kind == AdmissionKind.Granted)
        {
            _held.Add(id);
        }
        else if (answer.Kind == AdmissionKind.Queued)
        {
            _waiting[id] = new WaitingTicket(enter.Request, now() + enter.Request.Patience);
        }

        if (!enter.Answer.TrySetResult(answer) && answer.Kind != AdmissionKind.Refused)
        {
            // Whoever asked has gone on without an answer.
            _held.Remove(id);
            _waiting.Remove(id);
            _events.Add(new GateEvent(id));
            _isAgain = true;
        }
    }
}
