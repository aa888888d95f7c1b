using System.Collections.Immutable;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;

namespace Router.Core.Tests.Spend;

/// <summary>What every host of accounts must do. A host's test class gives its accounts and its clock.</summary>
public abstract class SpendAccountsContract
{
    private protected static readonly SpendPath Ann = new("core", "ann", "k1");

    private protected SpendSettings Settings { get; set; } = new();

    private protected abstract ISpendAccounts Accounts { get; }

    /// <summary>Lets time pass.</summary>
    private protected abstract void Advance(TimeSpan time);

    [Fact]
    public async Task Tenants_AreApart()
    {
        Budget(1000);
        Assert.Equal(SpendAnswerKind.Granted, (await Accounts.ReserveAsync("a", Request(1))).Kind);
        Assert.Equal(SpendAnswerKind.Refused, (await Accounts.ReserveAsync("a", Request(1))).Kind);
        Assert.Equal(SpendAnswerKind.Granted, (await Accounts.ReserveAsync("b", Request(1))).Kind);
    }

    [Fact]
    public async Task RepeatedCalls_ChangeNothing()
    {
        Budget(5000);
        SpendRequest request = Request(1);
        Assert.Equal(await Accounts.ReserveAsync("a", request), await Accounts.ReserveAsync("a", request));
        var extension = new Extension(request.Id, 0) { Price = SpendRun.Price.Times(2) };
        Assert.Equal(await Accounts.ExtendAsync("a", extension), await Accounts.ExtendAsync("a", extension));
        Assert.True((await Accounts.SettleAsync("a", Answered(request, 1))).Known);
        Assert.False((await Accounts.SettleAsync("a", Answered(request, 1))).Known);
        NodeStatus tenant = (await Accounts.StatusAsync("a", Ann))[0];
        Assert.Equal((new Money(2000), Money.Zero, 1L), (tenant.Month, tenant.Reserved, tenant.Requests));
    }

    [Fact]
    public async Task WithoutLimits_WhatIsSpentCountsAtEveryLevel()
    {
        SpendRequest request = Request(3);
        await Accounts.ReserveAsync("a", request);
        await Accounts.SettleAsync("a", Answered(request, 3));
        Assert.Equal([SpendLevel.Tenant, SpendLevel.Team, SpendLevel.User, SpendLevel.Key], [.. (await Accounts.ListAsync("a", null, 10)).Select(node => node.Node.Level)]);
        Assert.Equal((await Accounts.StatusAsync("a", Ann))[0].Day, Assert.Single(await Accounts.ListAsync("a", new SpendNode(SpendLevel.User, "ann"), 1)).Day);
    }

    [Fact]
    public async Task Budget_BeginsAnewWithItsPeriod()
    {
        Budget(1000);
        SpendRequest request = Request(1);
        await Accounts.ReserveAsync("a", request);
        await Accounts.SettleAsync("a", Answered(request, 1));
        SpendAnswer refused = await Accounts.ReserveAsync("a", Request(1));
        Assert.Equal(SpendRefusalReason.Budget, refused.Refusal!.Reason);
        Advance(refused.Refusal.RetryAfter);
        Assert.Equal(SpendAnswerKind.Granted, (await Accounts.ReserveAsync("a", Request(1))).Kind);
    }

    [Fact]
    public async Task InterruptedReservations_AreChargedAndReturned()
    {
        SpendRequest request = Request(3);
        await Accounts.ReserveAsync("a", request);
        Settled lost = Assert.Single(await Accounts.InterruptAsync("a", null));
        Assert.Equal((request.Id, SettlementKind.Interrupted, new Money(3000)), (lost.Reservation.Id, lost.Kind, lost.Cost));
        Assert.Equal(new Money(3000), (await Accounts.StatusAsync("a", Ann))[3].Day);
        Assert.Empty(await Accounts.InterruptAsync("a", null));
    }

    /// <summary>64 at one time, at every level: nothing is overspent, and less than one reservation stays unused.</summary>
    [Fact]
    public async Task ManyAtOneTime_OverspendNothing()
    {
        const long Tokens = 100;
        Budget(9_876_543);
        int rejected = 0;
        await Parallel.ForAsync(0, 64, async (worker, _) =>
        {
            var random = new Random(worker);
            int refused = 0;
            while (refused < 200)
            {
                SpendRequest request = Request(Tokens);
                SpendAnswer answer = await Accounts.ReserveAsync("a", request);
                refused = answer.Kind == SpendAnswerKind.Refused ? refused + 1 : 0;
                if (answer.Kind == SpendAnswerKind.Granted)
                {
                    await Task.Yield();
                    SettleAnswer settled = await Accounts.SettleAsync("a", Answered(request, random.NextInt64(Tokens + 1)));
                    Assert.Equal(Money.Zero, settled.Overrun);
                }
                else if (answer.Refusal!.Reason == SpendRefusalReason.Reserved)
                {
                    refused = 0; // others will give it back
                    await Task.Yield();
                }
                else
                {
                    Interlocked.Increment(ref rejected);
                }
            }
        });
        Assert.True(rejected >= 64 * 200);
        NodeStatus tenant = (await Accounts.StatusAsync("a", Ann))[0];
        Assert.Equal((Money.Zero, 0), (tenant.Reserved, tenant.Open));
        Assert.InRange(tenant.Month.Nanos, 9_876_543 - Tokens * 1000 + 1, 9_876_543);
    }

    private protected void Budget(long nanos) =>
        Settings = new SpendSettings { Nodes = ImmutableDictionary<SpendNode, NodeLimits>.Empty.Add(SpendNode.Tenant, new NodeLimits { Budgets = [new Budget(BudgetPeriod.Month, new Money(nanos))] }) };

    private protected static SpendRequest Request(long input) =>
        new(ReservationId.New(), Ann, SpendRun.Price, input, 0, new RequestOrigin("m")) { Cache = CacheUse.None };

    private protected static Settlement Answered(SpendRequest request, long input) => new(request.Id, SettlementKind.Answered, new TokenCounts(input, 0));
}
