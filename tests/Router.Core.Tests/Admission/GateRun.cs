using System.Collections.Immutable;
using System.Text.Json;
using Router.Core.Admission;
using Router.Core.Admission.Hints;
using Router.Core.Admission.State;

namespace Router.Core.Tests.Admission;

/// <summary>A gate with a clock moved by hand. It plays the host: it ticks when the gate asks for it, keeps the books, and writes down what happened.</summary>
internal sealed class GateRun(GateSettings settings)
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<PermitId, EnterRequest> _known = [];
    private readonly Dictionary<PermitId, DateTimeOffset> _expiry = [];
    private int _lastId;

    public ProviderGate Gate { get; private set; } = new(settings);

    public DateTimeOffset Now { get; private set; } = Start;

    public DateTimeOffset? NextTick { get; private set; }

    public List<GateEvent> Trace { get; } = [];

    /// <summary>Permits that are out, in the order of their grants.</summary>
    public List<PermitId> Open { get; } = [];

    /// <summary>Tickets that wait, in the order in which they came.</summary>
    public List<PermitId> Waiting { get; } = [];

    /// <summary>Every command is given twice.</summary>
    public bool Twice { get; init; }

    /// <summary>The gate is stored as JSON and restored before every command.</summary>
    public bool Reloads { get; init; }

    /// <summary>Ticks that answered tickets before they were due.</summary>
    public int EarlyTicks { get; private set; }

    public int Ticks { get; private set; }

    public GateAnswer Enter(string user = "ann", long tokens = 0, AdmissionClass of = AdmissionClass.Interactive, double patience = 0, int stock = 0)
    {
        var request = new EnterRequest(new PermitId(new Guid(++_lastId * 7919, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), user, tokens)
        {
            Class = of, Stock = stock, Patience = double.IsPositiveInfinity(patience) ? TimeSpan.MaxValue : TimeSpan.FromSeconds(patience),
        };
        return Enter(request);
    }

    public GateAnswer Enter(EnterRequest request)
    {
        _known[request.Id] = request;
        GateAnswer answer = default;
        Command(() =>
        {
            EnterAnswer given = Gate.Enter(request, Now);
            if (given.Answer.Kind == AdmissionKind.Granted)
            {
                TakeGrant(request.Id);
            }

            answer = given.Answer;
            return given.Effects;
        });
        switch (answer.Kind)
        {
            case AdmissionKind.Queued when !Waiting.Contains(request.Id):
                Waiting.Add(request.Id);
                Write(GateEventKind.Queued, request.Id);
                break;
            case AdmissionKind.Refused:
                Trace.Add(new GateEvent(GateEventKind.Refused, Now, request) { RetryAfter = answer.RetryAfter, Reason = answer.Reason });
                break;
        }

        return answer;
    }

    public void Report(PermitId id, AttemptOutcome outcome, long? tokens = null, TimeSpan? retryAfter = null, int? requests = null)
    {
        var report = new AttemptReport(outcome, tokens) { RetryAfter = retryAfter, Requests = requests };
        Expire();
        if (!Open.Contains(id))
        {
            return;
        }

        Open.Remove(id);
        Trace.Add(new GateEvent(GateEventKind.Reported, Now, _known[id]) { Report = report });
        Command(() => Gate.Report(id, report, Now));
    }

    public void Answering(PermitId id, ProviderReading reading = default)
    {
        Trace.Add(new GateEvent(GateEventKind.Answering, Now, _known[id]) { Reading = reading });
        Command(() => Gate.Answering(id, reading, Now));
    }

    public void Cancel(PermitId id)
    {
        Open.Remove(id);
        Waiting.Remove(id);
        Write(GateEventKind.Cancelled, id);
        Command(() => Gate.Cancel(id, Now));
    }

    public void Renew(params ImmutableArray<PermitId> ids)
    {
        foreach (PermitId id in ids)
        {
            _expiry[id] = Now + settings.Lease;
        }

        Command(() => Gate.Renew(ids.AsSpan(), Now));
    }

    public void Configure(GateSettings next) => Command(() => Gate.Configure(next, Now));

    public void Reopen() => Command(() => Gate.Reopen(Now));

    /// <summary>Lets time pass, ticking when due and once when not.</summary>
    public void Wait(double seconds) => WaitUntil(Now + TimeSpan.FromSeconds(seconds));

    public void WaitUntil(DateTimeOffset target)
    {
        while (NextTick is { } due && due <= target)
        {
            if (due - Now > TimeSpan.FromTicks(1))
            {
                int before = Trace.Count;
                Now = due - TimeSpan.FromTicks(1);
                Command(() => Gate.Tick(Now));
                EarlyTicks += Trace.Count > before ? 1 : 0;
                if (NextTick is not { } still || still > due)
                {
                    continue;
                }
            }

            Assert.True(due > Now, "a tick that is due at once would never end");
            Now = due;
            Ticks++;
            Command(() => Gate.Tick(Now));
        }

        Now = target > Now ? target : Now;
        Expire();
    }

    /// <summary>Reports everything and lets time pass until nobody waits.</summary>
    public void Drain()
    {
        for (int round = 0; Open.Count + Waiting.Count > 0 && round < 10_000; round++)
        {
            while (Open.Count > 0)
            {
                Report(Open[0], AttemptOutcome.Answered);
            }

            if (Waiting.Count > 0)
            {
                Assert.True(NextTick is not null, "tickets wait for nothing");
                WaitUntil(NextTick!.Value);
            }
        }
    }

    public string Json() => JsonSerializer.Serialize(Gate.Save(), AdmissionJson.Default.GateSnapshot);

    /// <summary>The same gate in another place.</summary>
    public ProviderGate Copy() => ProviderGate.Restore(settings, JsonSerializer.Deserialize(Json(), AdmissionJson.Default.GateSnapshot)!);

    public string Story() => string.Join('\n', Trace);

    private void Command(Func<GateEffects> command)
    {
        if (Reloads)
        {
            Gate = Copy();
        }

        Expire();
        for (int time = 0; time < (Twice ? 2 : 1); time++)
        {
            GateEffects effects = command();
            NextTick = effects.NextTick;
            foreach (TicketAnswer ticket in effects.Tickets)
            {
                if (ticket.Answer.Kind == AdmissionKind.Granted)
                {
                    TakeGrant(ticket.Id);
                }
                else
                {
                    Assert.True(Waiting.Remove(ticket.Id), "a ticket that does not wait is refused");
                    Trace.Add(new GateEvent(GateEventKind.Refused, Now, _known[ticket.Id]) { RetryAfter = ticket.Answer.RetryAfter, Reason = ticket.Answer.Reason });
                }
            }
        }
    }

    private void TakeGrant(PermitId id)
    {
        if (!Open.Contains(id))
        {
            Waiting.Remove(id);
            Open.Add(id);
            _expiry[id] = Now + settings.Lease;
            Write(GateEventKind.Granted, id);
        }
    }

    private void Expire()
    {
        foreach (PermitId id in Open.Where(id => _expiry[id] <= Now).ToArray())
        {
            Open.Remove(id);
            Trace.Add(new GateEvent(GateEventKind.Expired, _expiry[id], _known[id]));
        }
    }

    private void Write(GateEventKind kind, PermitId id) => Trace.Add(new GateEvent(kind, Now, _known[id]));
}
