using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Router.Core.Admission;
using Router.Core.Admission.State;
using Router.Grains.Hosting;
using Router.Grains.Keeping;
using Router.Grains.Nodes;

namespace Router.Grains.Gates;

/// <summary>
/// Hosts a <see cref="ProviderGate"/> for all nodes. It answers at once and stores behind the answer: a gate protects a provider, it does not count money,
/// and what a killed silo had not stored yet are the grants of some milliseconds.
/// </summary>
internal sealed partial class ProviderGateGrain(
    [PersistentState("gate", GrainNames.Storage)] IPersistentState<GateKept> kept,
    IEntitySettings settings, FleetClock clock, Residents<IProviderGateGrain> residents, StorageNotices notices, ILogger<ProviderGateGrain> logger)
    : Grain, IProviderGateGrain
{
    private readonly ILogger _logger = logger;
    private readonly Guid _owner = Guid.NewGuid();
    private readonly Dictionary<string, GateSeat> _seats = new(StringComparer.Ordinal);
    private readonly Dictionary<PermitId, string> _tickets = [];
    private readonly Dictionary<string, ImmutableArray<TicketAnswer>> _answered = new(StringComparer.Ordinal);
    private BatchedWrites _writes = null!;
    private StoreAgain _again = null!;
    private ProviderGate _gate = null!;
    private GateSettings _settings = null!;
    private IGrainTimer? _timer;
    private GateKey _key;
    private bool _isKnown;
    private bool _isGone;
    private bool _hasAnswered;
    private long _version;
    private (RefusalReason Reason, DateTimeOffset? OpensAt) _told;

    private string Name => $"gate {_key}";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainNames.ToGate(this.GetPrimaryKeyString());
        residents.Add(this); // before it reads them: what changes behind that is told
        _settings = settings.OfGate(_key);
        _isKnown = kept.State.Gate is not null;
        _gate = kept.State.Gate is { } snapshot ? ProviderGate.Restore(_settings, snapshot) : new ProviderGate(_settings);
        _writes = new BatchedWrites(StoreAsync);
        _again = new StoreAgain(this, StoreOrTellAsync);
        Handle(_gate.Tick(clock.Now), caller: null);
        return Task.CompletedTask;
    }

    /// <summary>A gate that holds nothing leaves nothing behind; what another holds goes with it to its next place.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        residents.Remove(this);
        try
        {
            await (_gate.IsIdle(clock.Now) && kept.RecordExists ? kept.ClearStateAsync(cancellationToken) : _isKnown ? _writes.WriteAsync() : Task.CompletedTask);
        }
        finally
        {
            _isGone = true;
            notices.Stored(Name); // or held nothing worth it
        }
    }

    public Task<GateReply> TurnAsync(GateTurn turn, INodeListener listener)
    {
        GateSeat seat = SeatOf(turn.Node, listener);
        if (turn.Sequence <= seat.Sequence && seat.Reply is { } before)
        {
            return Task.FromResult(before);
        }

        foreach (GateEvent happened in turn.Events)
        {
            Handle(Apply(happened), turn.Node);
        }

        if (!turn.Held.IsEmpty)
        {
            Handle(_gate.Renew(turn.Held.AsSpan(), clock.Now), turn.Node);
        }

        ImmutableArray<GateAnswer> answers = [.. turn.Enters.Select(request => Enter(request, turn.Node))];
        GateLease? lease = turn.Lease is { } id && !answers.Any(answer => answer.Kind != AdmissionKind.Granted) ? Lease(id, turn) : null;
        _isKnown |= answers.Length > 0 || lease is not null;
        seat.Sequence = turn.Sequence;
        seat.Reply = new GateReply(answers, News(turn.Node))
        {
            Lease = lease, Lifetime = _settings.Lease, CountsSlots = _settings.Limits.Concurrency is not null, Lost = Lost(turn.Held),
        };
        _ = StoreOrTellAsync();
        return Task.FromResult(seat.Reply);
    }

    public Task TickAsync() => Run(_gate.Tick(clock.Now));

    public Task ReopenAsync() => Run(_gate.Reopen(clock.Now));

    public Task ConfigureAsync() => Run(_gate.Configure(_settings = settings.OfGate(_key), clock.Now));

    public Task<GateStatus?> StatusAsync() => Task.FromResult(_isKnown ? _gate.Status(clock.Now) : null);

    private Task Run(in GateEffects effects)
    {
        Handle(effects, caller: null);
        _ = StoreOrTellAsync();
        return Task.CompletedTask;
    }

    private GateEffects Apply(GateEvent happened)
    {
        _hasAnswered |= happened.Reading is not null || happened.Report?.Outcome == AttemptOutcome.Answered;
        return happened switch
        {
            { Report: { } report } => _gate.Report(happened.Id, report, clock.Now),
            { Reading: { } reading } => _gate.Answering(happened.Id, reading, clock.Now),
            _ => _gate.Cancel(happened.Id, clock.Now),
        };
    }

    private GateAnswer Enter(EnterRequest request, string node)
    {
        EnterAnswer answer = _gate.Enter(request, clock.Now);
        if (answer.Answer.Kind == AdmissionKind.Queued)
        {
            _tickets[request.Id] = node;
        }

        Handle(answer.Effects, node);
        return answer.Answer;
    }

    private GateLease? Lease(PermitId id, GateTurn turn)
    {
        if (!_hasAnswered)
        {
            return null; // the provider may have limits that nobody has heard of
        }

        GateSnapshot state = _gate.Save();
        for (int size = LeaseSize.Of(_settings, state, turn.TokensEach); size >= 2; size /= 2)
        {
            long tokens = size * turn.TokensEach;
            EnterAnswer answer = _gate.Enter(new EnterRequest(id, turn.Node, tokens) { Stock = size }, clock.Now);
            Handle(answer.Effects, turn.Node);
            if (answer.Answer.Kind == AdmissionKind.Granted)
            {
                return new GateLease(id, size, LeaseSize.Tokens(_settings, state) is null ? GateLease.Unlimited : tokens);
            }
        }

        return null;
    }

    private ImmutableArray<PermitId> Lost(ImmutableArray<PermitId> held)
    {
        if (held.IsEmpty)
        {
            return [];
        }

        HashSet<PermitId> open = [.. _gate.Save().Permits.Select(permit => permit.Id)];
        return [.. held.Where(id => !open.Contains(id))];
    }

    private void Handle(in GateEffects effects, string? caller)
    {
        foreach (TicketAnswer answer in effects.Tickets)
        {
            // Who is not known any more asks again by itself.
            if (_tickets.Remove(answer.Id, out string? node))
            {
                _answered[node] = _answered.GetValueOrDefault(node, []).Add(answer);
            }
        }

        SetTimer(effects.NextTick);
        GateStatus status = _gate.Status(clock.Now);
        bool isNews = (status.Closed, status.OpensAt) != _told;
        if (isNews)
        {
            _told = (status.Closed, status.OpensAt);
            _version++;
        }

        DateTimeOffset old = clock.Now - (2 * _settings.Lease);
        foreach ((string node, GateSeat seat) in _seats.ToArray())
        {
            if (seat.Seen < old)
            {
                _seats.Remove(node);
                _answered.Remove(node);
            }
            else if (node != caller && (isNews || _answered.ContainsKey(node)))
            {
                _ = TellAsync(node, seat.Listener, News(node));
            }
        }
    }

    private GateNews News(string node)
    {
        _answered.Remove(node, out ImmutableArray<TicketAnswer> tickets);
        return new GateNews(_version, _owner, _told.Reason, _told.OpensAt is { } at ? at - clock.Now : null, tickets.IsDefault ? [] : tickets);
    }

    private async Task TellAsync(string node, INodeListener listener, GateNews news)
    {
        try
        {
            await listener.HearAsync(_key, news);
        }
        catch (Exception exception)
        {
            LogNotHeard(_key, node, exception); // it learns it from its next turn
        }
    }

    private GateSeat SeatOf(string node, INodeListener listener)
    {
        if (!_seats.TryGetValue(node, out GateSeat? seat))
        {
            _seats[node] = seat = new GateSeat(listener);
        }

        (seat.Listener, seat.Seen) = (listener, clock.Now);
        return seat;
    }

    private void SetTimer(DateTimeOffset? due)
    {
        if (due is { } at)
        {
            // Timers count whole milliseconds and may fire a fraction early.
            TimeSpan wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, (at - clock.Now).TotalMilliseconds)) + 1);
            _timer ??= this.RegisterGrainTimer(static (grain, _) => grain.TickAsync(), this, new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan));
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task StoreOrTellAsync()
    {
        try
        {
            await _writes.WriteAsync();
            notices.Stored(Name);
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle(); // another owner has stored meanwhile: his word counts
        }
        catch (Exception exception)
        {
            if (!_isGone)
            {
                notices.Failed(Name, exception);
                _again.Later();
            }
        }
    }

    private Task StoreAsync()
    {
        kept.State = new GateKept { Gate = _gate.Save() };
        return kept.WriteStateAsync();
    }
}
