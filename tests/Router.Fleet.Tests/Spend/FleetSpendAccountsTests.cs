using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Tests.Spend;
using Router.Core.Usage;
using Router.Fleet.Outbox;
using Router.Fleet.Spend;
using Router.Fleet.Tests.Hosting;
using Router.Grains.Spend;
using Router.Grains.Usage;

namespace Router.Fleet.Tests.Spend;

/// <summary>The contract of accounts, for two nodes in turn: whatever one node did, the other sees.</summary>
public sealed class FleetSpendAccountsTests : SpendAccountsContract, IAsyncDisposable
{
    private readonly string _prefix = $"{Guid.NewGuid():N}-";
    private readonly TestFleet _fleet;
    private readonly FleetSpendAccounts[] _nodes;
    private readonly RenamedAccounts _accounts;

    public FleetSpendAccountsTests(TestFleet fleet)
    {
        _fleet = fleet;
        fleet.Settings.Tenants[_prefix + "a"] = () => Settings;
        fleet.Settings.Tenants[_prefix + "b"] = () => Settings;
        _nodes = [.. Enumerable.Range(0, 2).Select(node => fleet.Make<FleetSpendAccounts>(node, new NodeOutbox<PendingSettlement>("settlements")))];
        _accounts = new RenamedAccounts(_prefix, _nodes);
    }

    private protected override ISpendAccounts Accounts => _accounts;

    /// <summary>The owner moves: what was answered is there, what was open is found again.</summary>
    [Fact]
    public async Task Owner_ComesBackWithEverything()
    {
        Budget(1_000_000);
        SpendRequest[] requests = [.. Enumerable.Range(0, 200).Select(_ => Request(1))];
        foreach (SpendRequest request in requests)
        {
            await Accounts.ReserveAsync("a", request);
        }

        foreach (SpendRequest request in requests[..150])
        {
            await Accounts.SettleAsync("a", Answered(request, 1));
        }

        await _fleet.DeactivateAsync(_fleet.Grains.GetGrain<ISpendAccountGrain>(_prefix + "a"));
        NodeStatus tenant = (await Accounts.StatusAsync("a", Ann))[0];
        Assert.Equal((new Money(150_000), new Money(50_000), 50), (tenant.Month, tenant.Reserved, tenant.Open));
        Assert.False((await Accounts.SettleAsync("a", Answered(requests[0], 1))).Known);
        Assert.Equal(SpendAnswerKind.Ended, (await Accounts.ReserveAsync("a", requests[0])).Kind);
        Assert.True((await Accounts.SettleAsync("a", Answered(requests[199], 1))).Known);
    }

    /// <summary>A reservation that was never stored is charged when its settlement comes, once, and whatever the budget says.</summary>
    [Fact]
    public async Task SettlementOfALostReservation_IsChargedOnce()
    {
        Budget(10);
        SpendRequest request = Request(5);
        ISpendAccountGrain grain = _fleet.Grains.GetGrain<ISpendAccountGrain>(_prefix + "a");
        Assert.Equal(new Money(5000), (await grain.SettleAsync(Answered(request, 5), request, Later)).Cost);
        Assert.False((await grain.SettleAsync(Answered(request, 5), request, Later)).Known);
        Assert.Equal(new Money(5000), (await grain.StatusAsync(Ann))[0].Month);
        Assert.Equal(SpendAnswerKind.Refused, (await grain.ReserveAsync(Request(5), Later)).Kind);
    }

    /// <summary>What lay in a frozen node: its reservation ended long ago, and far more others since than an account remembers.</summary>
    [Fact]
    public async Task CommandThatComesLate_DoesNothing()
    {
        ISpendAccountGrain grain = _fleet.Grains.GetGrain<ISpendAccountGrain>(_prefix + "a");
        SpendRequest late = Request(5);
        Assert.Equal(new Money(5000), (await grain.SettleAsync(Answered(late, 5), late, Later)).Cost);
        await Parallel.ForAsync(0, 1100, async (_, _) =>
        {
            SpendRequest other = Request(0);
            await grain.ReserveAsync(other, Later);
            await grain.SettleAsync(Answered(other, 0), null, Later);
        });
        Assert.Equal(SpendAnswerKind.Ended, (await grain.ReserveAsync(late, Later)).Kind);
        Assert.False((await grain.SettleAsync(Answered(late, 5), late, Later)).Known);
        await Assert.ThrowsAsync<TimeoutException>(() => grain.ReserveAsync(Request(1), _fleet.Clock.GetUtcNow().AddSeconds(-1)));
        NodeStatus tenant = (await grain.StatusAsync(Ann))[0];
        Assert.Equal((new Money(5000), 0), (tenant.Month, tenant.Open));
    }

    [Fact]
    public async Task InterruptedReservation_IsInTheUsage()
    {
        SpendRequest request = Request(3);
        await Accounts.ReserveAsync("a", request);
        await Accounts.InterruptAsync("a", null);
        IUsageGrain usage = _fleet.Grains.GetGrain<IUsageGrain>(_prefix + "a");
        var query = new UsageQuery(UsageGroup.Key, UsagePeriod.Day, _fleet.Clock.GetUtcNow().AddDays(-2), _fleet.Clock.GetUtcNow().AddDays(2));
        UsageRow? row = await Until.Async(async () => (await usage.QueryAsync(query)).FirstOrDefault(), found => found is not null);
        Assert.Equal((1L, new Money(3000)), (row!.Sum.Requests, row.Sum.Cost));
    }

    [Fact]
    public async Task Message_CostsTwoCalls()
    {
        await Accounts.ReserveAsync("a", Request(1));
        int before = _fleet.Calls.Of(nameof(ISpendAccountGrain));
        for (int message = 0; message < 20; message++)
        {
            SpendRequest request = Request(1);
            await Accounts.ReserveAsync("a", request);
            await Accounts.SettleAsync("a", Answered(request, 1));
        }

        Assert.Equal(40, _fleet.Calls.Of(nameof(ISpendAccountGrain)) - before);
    }

    private DateTimeOffset Later => _fleet.Clock.GetUtcNow().AddSeconds(10);

    public async ValueTask DisposeAsync()
    {
        foreach (FleetSpendAccounts node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private protected override void Advance(TimeSpan time) => _fleet.Clock.Advance(time.TotalSeconds);
}
