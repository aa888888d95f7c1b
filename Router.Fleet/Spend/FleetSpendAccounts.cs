using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;
using Router.Fleet.Calls;
using Router.Fleet.Hosting;
using Router.Fleet.Outbox;
using Router.Fleet.Usage;
using Router.Grains.Hosting;
using Router.Grains.Spend;

namespace Router.Fleet.Spend;

/// <summary>
/// The accounts of a fleet as a node sees them: one call to reserve, one to settle. What an account can't take now waits in the outbox. An account that is out of
/// reach reserves nothing: the answer is unwritten, and <c>spend.onUnavailable</c> decides.
/// </summary>
internal sealed partial class FleetSpendAccounts : ISpendAccounts, IAsyncDisposable
{
    private static readonly TimeSpan SendEvery = TimeSpan.FromMilliseconds(500);
    private const int SentAtOnce = 64;

    private readonly ConcurrentDictionary<ReservationId, SpendRequest> _unwritten = new();
    private readonly ConcurrentDictionary<ReservationId, HeldReservation> _held = new();
    private readonly IGrainFactory _grains;
    private readonly FleetNode _node;
    private readonly NodeOutbox<PendingSettlement> _outbox;
    private readonly UsageNews _news;
    private readonly FleetOptions _options;
    private readonly FleetClock _clock;
    private readonly SendLoop _loop;
    private readonly OnceAMinute _told;
    private readonly ILogger _logger;

    public FleetSpendAccounts(IGrainFactory grains, FleetNode node, NodeOutbox<PendingSettlement> outbox, UsageNews news, FleetOptions options, FleetClock clock, ILogger<FleetSpendAccounts> logger)
    {
        (_grains, _node, _outbox, _news, _options, _clock, _logger, _told) = (grains, node, outbox, news, options, clock, logger, new OnceAMinute(TimeProvider.System));
        _loop = new SendLoop("settlements", SendEvery, SendAsync, logger);
        _loop.Start();
    }

    public async ValueTask<SpendAnswer> ReserveAsync(string tenant, SpendRequest request)
    {
        request = request with { Holder = _node.Name };
        try
        {
            SpendAnswer answer = await Reach.AskAsync(() => Of(tenant).ReserveAsync(request, Until), _options.Patience);
            if (answer.Kind == SpendAnswerKind.Granted)
            {
                _held[request.Id] = new HeldReservation(request, _clock.Now);
            }

            return answer.IsUnwritten ? Unwritten(request, answer) : answer;
        }
        catch (Exception exception) when (Reach.IsLost(exception))
        {
            if (_told.IsDue())
            {
                LogOutOfReach(tenant, exception);
            }

            return Unwritten(request, new SpendAnswer(
                SpendAnswerKind.Granted, request.MaxTokens, request.Price.Bound(request.InputTokens, request.MaxTokens, request.Cache), null, null) { IsUnwritten = true });
        }
    }

    public async ValueTask<ExtendAnswer> ExtendAsync(string tenant, Extension extension)
    {
        try
        {
            return await Reach.AskAsync(() => Of(tenant).ExtendAsync(extension), _options.Patience);
        }
        catch (Exception exception) when (Reach.IsLost(exception))
        {
            return new ExtendAnswer(ExtendAnswerKind.Unknown, 0, null);
        }
    }

    public async ValueTask<SettleAnswer> SettleAsync(string tenant, Settlement settlement)
    {
        SettleAnswer answer = await ChargeAsync(tenant, settlement);
        if (_held.TryRemove(settlement.Id, out HeldReservation? held) && settlement.Facts is { } facts)
        {
            _news.Tell(held.ToRecord(tenant, settlement, answer, facts, _clock.Now));
        }

        return answer;
    }

    private async Task<SettleAnswer> ChargeAsync(string tenant, Settlement settlement)
    {
        _unwritten.TryRemove(settlement.Id, out SpendRequest? unwritten);
        var pending = new PendingSettlement(tenant, settlement, settlement.Kind == SettlementKind.NotSent ? null : unwritten);
        try
        {
            SettleAnswer answer = await Reach.AskAsync(() => SettleAsync(pending), _options.Patience);
            if (!answer.IsUnwritten)
            {
                return answer;
            }

            await _outbox.PutAsync(settlement.Id.ToString(), pending);
            return answer;
        }
        catch (Exception exception) when (Reach.IsLost(exception))
        {
            await _outbox.PutAsync(settlement.Id.ToString(), pending);
            return new SettleAnswer { IsUnwritten = true };
        }
    }

    public async ValueTask<ImmutableArray<Settled>> InterruptAsync(string tenant, string? holder) =>
        await Reach.AskAsync(() => Of(tenant).InterruptAsync(holder), _options.Patience);

    public async ValueTask<ImmutableArray<NodeStatus>> StatusAsync(string tenant, SpendPath path) =>
        await Reach.AskAsync(() => Of(tenant).StatusAsync(path), _options.Patience);

    public async ValueTask<ImmutableArray<NodeStatus>> ListAsync(string tenant, SpendNode? after, int count) =>
        await Reach.AskAsync(() => Of(tenant).ListAsync(after, count), _options.Patience);

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    /// <summary>Sends what waits; tests call it.</summary>
    internal async Task SendAsync()
    {
        while (_outbox.Waiting(SentAtOnce) is { IsEmpty: false } batch)
        {
            bool[] stored = await Task.WhenAll(batch.Select(SendAsync));
            if (stored.Contains(false))
            {
                return; // storage is still away
            }
        }
    }

    private async Task<bool> SendAsync(OutboxItem<PendingSettlement> waiting)
    {
        SettleAnswer answer = await Reach.AskAsync(() => SettleAsync(waiting.Item), _options.Patience);
        if (!answer.IsUnwritten)
        {
            _outbox.Done(waiting.Id);
        }

        return !answer.IsUnwritten;
    }

    private Task<SettleAnswer> SettleAsync(PendingSettlement pending) => Of(pending.Tenant).SettleAsync(pending.Settlement, pending.Unwritten, Until);

    /// <summary>When a command that is sent now does nothing any more: nobody waits for so long, and clocks may differ by some seconds.</summary>
    private DateTimeOffset Until => _clock.Now + (2 * FleetMembership.CallTimeout);

    private SpendAnswer Unwritten(SpendRequest request, SpendAnswer answer)
    {
        _held[request.Id] = new HeldReservation(request, _clock.Now);
        _unwritten[request.Id] = request;
        return answer;
    }

    private ISpendAccountGrain Of(string tenant) => _grains.GetGrain<ISpendAccountGrain>(tenant);

    [LoggerMessage(753, LogLevel.Warning, "The account of tenant {Tenant} is out of reach: messages that a budget limits do as spend.onUnavailable says, others are charged later. Told once a minute")]
    private partial void LogOutOfReach(string tenant, Exception exception);
}
