using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Storage;
using Router.Core.Migration;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;
using Router.Core.Spend.State;
using Router.Core.Usage;
using Router.Grains.Hosting;
using Router.Grains.Keeping;
using Router.Grains.Nodes;
using Router.Grains.Usage;

namespace Router.Grains.Spend;

/// <summary>
/// Hosts a <see cref="SpendAccount"/>. Calls that come together are stored together. When storage is away it goes on in memory and says of each answer that it is
/// unwritten; what it then knows is stored as soon as storage is back.
/// </summary>
[Reentrant]
internal sealed partial class SpendAccountGrain(
    [PersistentState("account", GrainNames.Storage)] IPersistentState<KeptBase<SpendSnapshot>> whole,
    [PersistentState("effects", GrainNames.Storage)] IPersistentState<KeptTail<SpendEffect>> tail,
    IEntitySettings settings, FleetClock clock, LivingNodes nodes, Residents<ISpendAccountGrain> residents, StorageNotices notices, ILogger<SpendAccountGrain> logger) : Grain, ISpendAccountGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;
    private readonly Dictionary<ReservationId, Settled> _untold = [];
    private readonly HashSet<ReservationId> _unconfirmed = [];
    private readonly RecentlyEnded _recent = new();
    private KeptLog<SpendSnapshot, SpendEffect> _log = null!;
    private SpendAccount _account = null!;
    private string _tenant = "";
    private long _seenNodes = -1;
    private int _held;

    private string Name => $"the account of tenant {_tenant}";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _tenant = this.GetPrimaryKeyString();
        _log = new KeptLog<SpendSnapshot, SpendEffect>(whole, tail, () => _account.Save(clock.Now), WeightOf);
        residents.Add(this); // before it reads them: what changes behind that is told
        SpendSettings told = settings.OfTenant(_tenant);
        _account = _log.State is { } snapshot ? SpendAccount.Restore(told, snapshot) : new SpendAccount(told);
        foreach (SpendEffect effect in _log.Effects)
        {
            _account.Replay(effect);
            if (effect is Settled settled)
            {
                // Perhaps whoever settled it, or counts it, was never told: a record that comes twice counts once.
                _unconfirmed.Add(settled.Reservation.Id);
                Record(settled);
            }
        }

        _held = _account.Save(clock.Now).Open.Length;
        this.RegisterGrainTimer(static (grain, _) => grain.LookAsync(), this, new GrainTimerCreationOptions(LookEvery, LookEvery) { Interleave = true });
        await LookAsync();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        residents.Remove(this);
        try
        {
            await CommitAsync();
        }
        finally
        {
            notices.Stored(Name); // or is another owner's to store
        }
    }

    public async Task<SpendAnswer> ReserveAsync(SpendRequest request, DateTimeOffset until)
    {
        Check(until);
        if (_recent.Contains(request.Id))
        {
            return new SpendAnswer(SpendAnswerKind.Ended, 0, Money.Zero, null, null);
        }

        (SpendAnswer answer, SpendEffect? effect) = _account.Reserve(request, clock.Now);
        Add(effect);
        return answer.Kind == SpendAnswerKind.Granted ? answer with { IsUnwritten = !await CommitAsync() } : answer;
    }

    public Task<ExtendAnswer> ExtendAsync(Extension extension)
    {
        (ExtendAnswer answer, SpendEffect? effect) = _account.Extend(extension, clock.Now);
        Add(effect);
        _ = CommitAsync(); // should it be lost, the settlement is an overrun: nobody waits for it
        return Task.FromResult(answer);
    }

    public async Task<SettleAnswer> SettleAsync(Settlement settlement, SpendRequest? unwritten, DateTimeOffset until)
    {
        Check(until);
        (SettleAnswer answer, SpendEffect? effect) = _account.Settle(settlement, clock.Now);
        if (!answer.Known && unwritten is not null && !_unconfirmed.Contains(settlement.Id) && !_recent.Contains(settlement.Id))
        {
            (answer, effect) = Charge(settlement, unwritten);
        }

        Add(effect);
        if (await CommitAsync())
        {
            _unconfirmed.Remove(settlement.Id);
            return answer;
        }

        // It will be sent again, and must be known then however many others have ended by that time.
        _unconfirmed.Add(settlement.Id);
        return answer with { IsUnwritten = true };
    }

    public async Task<CarryOutcome> CarryAsync(string source, CarriedSpend spend)
    {
        SpendEffect? effect = _account.Carry(source, spend, clock.Now);
        Add(effect);
        // Also what is known may still be on its way to the store.
        return !await CommitAsync() ? CarryOutcome.NotKept : effect is null ? CarryOutcome.Known : CarryOutcome.Taken;
    }

    public async Task<ImmutableArray<Settled>> InterruptAsync(string? holder)
    {
        ImmutableArray<Settled> ended = Interrupt(holder);
        if (!ended.IsEmpty && !await CommitAsync())
        {
            throw new OrleansException("Storage is away: what was interrupted is not kept yet. Ask again.");
        }

        return ended;
    }

    public Task<ImmutableArray<NodeStatus>> StatusAsync(SpendPath path) => Task.FromResult(_account.Status(path, clock.Now));

    public Task<ImmutableArray<NodeStatus>> ListAsync(SpendNode? after, int count) => Task.FromResult(_account.List(after, count, clock.Now));

    public Task ConfigureAsync()
    {
        _account.Configure(settings.OfTenant(_tenant));
        return Task.CompletedTask;
    }

    public Task ConfigureAsync(SpendNode node)
    {
        _account.Configure(node, settings.OfNode(_tenant, node));
        return Task.CompletedTask;
    }

    /// <summary>A message may have lain in a node that was frozen; what it wants was asked again long ago.</summary>
    private void Check(DateTimeOffset until)
    {
        if (clock.Now > until)
        {
            throw new TimeoutException("The command came too late.");
        }
    }

    /// <summary>Charges a request whose reservation was lost before it was stored. Budgets have no say: it has been sent.</summary>
    private (SettleAnswer Answer, SpendEffect? Effect) Charge(Settlement settlement, SpendRequest request)
    {
        _account.Configure(new SpendSettings());
        (SpendAnswer answer, SpendEffect? reserved) = _account.Reserve(request, clock.Now);
        _account.Configure(settings.OfTenant(_tenant));
        if (answer.Kind != SpendAnswerKind.Granted)
        {
            return (default, null); // it has ended already
        }

        Add(reserved);
        return _account.Settle(settlement, clock.Now);
    }

    private void Add(SpendEffect? effect)
    {
        if (effect is not null)
        {
            _log.Add(effect);
            _held += effect switch { Reserved => 1, Settled => -1, _ => 0 };
            if (effect is Settled settled)
            {
                _recent.Add(settled.Reservation.Id, clock.Now);
                Record(settled);
            }
        }

        if (effect is Reserved { Reservation.Holder: { } holder } && nodes.IsDead(holder))
        {
            _seenNodes = -1; // a node that was given up said this before it noticed: look again
        }
    }

    /// <summary>A settlement with facts is a usage record, to be told with the next batch.</summary>
    private void Record(Settled settled)
    {
        if (settled.Facts is not null)
        {
            _untold[settled.Reservation.Id] = settled;
        }
    }

    private ImmutableArray<Settled> Interrupt(string? holder)
    {
        ImmutableArray<SpendEffect> effects = _account.Interrupt(holder, clock.Now);
        foreach (Settled settled in effects.Cast<Settled>())
        {
            Add(settled);
        }

        return [.. effects.Cast<Settled>()];
    }

    /// <summary>About once a second: stores what could not be stored, and ends what dead nodes held.</summary>
    private async Task LookAsync()
    {
        if (_held > 0 && nodes.Version != _seenNodes)
        {
            _seenNodes = nodes.Version;
            string[] dead = [.. _account.Save(clock.Now).Open.Select(open => open.Reservation.Holder).OfType<string>().Distinct(StringComparer.Ordinal).Where(nodes.IsDead)];
            int ended = dead.Sum(holder => Interrupt(holder).Length);
            if (ended > 0)
            {
                LogInterrupted(_tenant, ended);
            }
        }

        if (await CommitAsync() && _untold.Count > 0)
        {
            await TellAsync([.. _untold.Values]);
        }
    }

    private async Task TellAsync(ImmutableArray<Settled> ended)
    {
        try
        {
            await GrainFactory.GetGrain<IUsageGrain>(_tenant).AddAsync([.. ended.Select(settled => UsageRecord.Of(_tenant, settled, settled.Facts!))]);
            foreach (Settled settled in ended)
            {
                _untold.Remove(settled.Reservation.Id);
            }
        }
        catch (Exception exception)
        {
            LogNotTold(_tenant, exception); // again in a second
        }
    }

    /// <summary>Whether everything is stored.</summary>
    private async Task<bool> CommitAsync()
    {
        try
        {
            if (await _log.CommitAsync())
            {
                notices.Stored(Name);
            }

            return true;
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
            throw;
        }
        catch (Exception exception)
        {
            notices.Failed(Name, exception);
            return false;
        }
    }

    /// <summary>In effects: an entry of a window, or the id of a reservation that has ended, is an eighth of one.</summary>
    private static int WeightOf(SpendSnapshot state) =>
        state.Open.Length + state.Nodes.Length + ((state.Nodes.Sum(static node => node.Requests.Entries.Length + node.Tokens.Entries.Length) + state.Ended.Length) / 8);
}
