using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;
using Router.Core.Spend.Pricing;

namespace Router.Core.Tests.Spend;

/// <summary>Prices here: 1,000 nano-dollars an input token, 5,000 an output token.</summary>
public sealed class SpendAccountTests
{
    private static readonly SpendNode Ann = new(SpendLevel.User, "ann");
    private static readonly SpendNode Core = new(SpendLevel.Team, "core");

    [Fact]
    public void Reservation_IsTheInputAndOneStepOfOutput()
    {
        var run = new SpendRun(new SpendSettings());
        Assert.Equal((8000, new Money(100 * 1000 + 8000 * 5000)), Covered(run.Reserve(input: 100, max: 128_000)));
        Assert.Equal((50, new Money(100 * 1000 + 50 * 5000)), Covered(run.Reserve(input: 100, max: 50)));
    }

    /// <summary>A long cache entry costs twice the input: what may be written must be covered.</summary>
    [Theory]
    [InlineData(CacheUse.None, 1000)]
    [InlineData(CacheUse.FiveMinutes, 1250)]
    [InlineData(CacheUse.OneHour, 2000)]
    [InlineData(CacheUse.Unknown, 2000)]
    public void Reservation_CoversTheDearestKindOfInput(CacheUse cache, long nanos) =>
        Assert.Equal(new Money(nanos), new SpendRun(new SpendSettings()).Reserve(input: 1, cache: cache).Amount);

    [Fact]
    public void OneLevelWithoutRoom_ReservesAtNone()
    {
        SpendRun run = SpendRun.With((Core, SpendRun.Month(10_000)));
        Assert.Equal(SpendAnswerKind.Refused, run.Reserve(input: 11).Kind);
        Assert.All(run.Status(), node => Assert.Equal((Money.Zero, 0, 0L), (node.Reserved, node.Open, node.Requests)));
    }

    /// <summary>The proof that was asked for: whatever 64 requests do at one time, nothing is overspent, and less than one reservation stays unused.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void SixtyFourAtOneTime_OverspendNothing_AndLeaveLessThanOneReservation(int seed)
    {
        var random = new Random(seed);
        const long Input = 1000;
        const long Output = 200;
        SpendRun run = SpendRun.With((SpendNode.Tenant, SpendRun.Month(97_654_321)), (Ann, SpendRun.Month(90_000_000)));
        Money reservation = SpendRun.Price.Bound(Input, Output, CacheUse.None);
        int refusedInARow = 0;
        while (refusedInARow < 64)
        {
            if (run.Open.Count < 64)
            {
                SpendAnswer answer = run.Reserve(input: Input, max: Output);
                refusedInARow = answer.Kind == SpendAnswerKind.Granted ? 0 : refusedInARow + 1;
            }

            if (run.Open.Count > 0 && (run.Open.Count == 64 || refusedInARow > 0 || random.Next(2) == 0))
            {
                run.Settle(random.Next(run.Open.Count), new TokenCounts(random.Next((int)Input + 1), random.Next((int)Output + 1)));
                refusedInARow = 0;
            }

            Assert.All(run.Status()[..3].SelectMany(node => node.Budgets), budget => Assert.True(budget.Spent + budget.Reserved <= budget.Budget.Amount));
        }

        NodeStatus ann = run.Status()[2];
        Assert.True(ann.Month + reservation > Money.FromUsd(0.09m), $"{ann.Month} of $0.09 spent");
        Assert.All(run.Effects.OfType<Settled>(), settled => Assert.Equal(Money.Zero, settled.Overrun));
    }

    [Fact]
    public void LongAnswer_ExtendsItsReservation()
    {
        SpendRun run = SpendRun.With((Ann, SpendRun.Month(100_000)));
        run.Reserve(max: 10);
        Assert.Equal(new ExtendAnswer(ExtendAnswerKind.Extended, 18, null), run.Extend(0, 18));
        Assert.Equal(new Money(90_000), run.Status()[2].Reserved);
        ExtendAnswer refused = run.Extend(0, 21);
        Assert.Equal((ExtendAnswerKind.Finish, 18L, new Money(15_000)), (refused.Kind, refused.OutputTokens, refused.Refusal!.Needed));
        SettleAnswer settled = run.Settle(0, new TokenCounts(0, 25));
        Assert.Equal((new Money(125_000), new Money(35_000)), (settled.Cost, settled.Overrun));
    }

    [Fact]
    public void LongAnswer_IsCutWherePolicySaysSo()
    {
        var run = new SpendRun(SpendRun.SettingsOf((Ann, SpendRun.Month(50_000))) with { OnExhausted = ExhaustedPolicy.Cut });
        run.Reserve(max: 10);
        ExtendAnswer answer = run.Extend(0, 11);
        Assert.Equal((ExtendAnswerKind.Cut, 10L, Ann), (answer.Kind, answer.OutputTokens, answer.Refusal!.Node));
        Assert.Equal(ExtendAnswerKind.Unknown, run.Account.Extend(new Extension(ReservationId.New(), 5), run.Now).Answer.Kind);
    }

    /// <summary>A request that fails over to a dearer model must fit at its price too.</summary>
    [Fact]
    public void DearerTarget_IsReservedForAndCharged()
    {
        SpendRun run = SpendRun.With((Ann, SpendRun.Month(100_000)));
        TokenPrice dear = SpendRun.Price.Times(3);
        run.Reserve(input: 10, max: 4);
        Assert.Equal(ExtendAnswerKind.Extended, run.Extend(0, 4, dear).Kind);
        Assert.Equal(new Money(90_000), run.Status()[2].Reserved);
        SettleAnswer settled = run.Settle(0, new TokenCounts(10, 4), price: dear);
        Assert.Equal((new Money(90_000), Money.Zero, dear), (settled.Cost, settled.Overrun, settled.Price));
    }

    [Fact]
    public void RequestThatWasNotSent_CountsNowhere()
    {
        SpendRun run = new(SpendRun.SettingsOf() with { Nodes = SpendRun.SettingsOf().Nodes.Add(Ann, new NodeLimits { Rates = new ProviderLimits(1, null, null) }) });
        run.Reserve(input: 9);
        run.Settle(0, null, SettlementKind.NotSent);
        Assert.Equal((0L, 0L, Money.Zero), (run.Status()[2].Requests, run.Status()[2].Tokens, run.Status()[2].Month));
        Assert.Equal(SpendAnswerKind.Granted, run.Reserve(input: 9).Kind);
    }

    [Fact]
    public void Rates_RefuseWithTheTrueWait()
    {
        SpendRun run = new(SpendRun.SettingsOf() with { Nodes = SpendRun.SettingsOf().Nodes.Add(Ann, new NodeLimits { Rates = new ProviderLimits(2, 100, 1) }) });
        run.Reserve(input: 60);
        Assert.Equal(SpendRefusalReason.Concurrency, run.Reserve(input: 10).Refusal!.Reason);
        run.Settle(0, new TokenCounts(60, 0));
        run.Wait(TimeSpan.FromSeconds(20));
        SpendRefusal refusal = run.Reserve(input: 50).Refusal!;
        Assert.Equal((SpendRefusalReason.Tokens, TimeSpan.FromSeconds(40), 100L), (refusal.Reason, refusal.RetryAfter, refusal.Limit));
        run.Reserve(input: 40);
        run.Settle(0, new TokenCounts(40, 0));
        refusal = run.Reserve().Refusal!;
        Assert.Equal((SpendRefusalReason.Requests, TimeSpan.FromSeconds(40), 2L), (refusal.Reason, refusal.RetryAfter, refusal.Limit));
    }

    [Fact]
    public void FreeModel_PassesAUsedUpBudget()
    {
        SpendRun run = SpendRun.With((Ann, SpendRun.Month(1000)));
        run.Reserve(input: 1);
        run.Settle(0, new TokenCounts(2, 0)); // more than reserved
        Assert.Equal(SpendAnswerKind.Refused, run.Reserve(input: 1).Kind);
        Assert.Equal(SpendAnswerKind.Granted, run.Reserve(input: 1, price: TokenPrice.Free).Kind);
    }

    [Fact]
    public void CommandBehindTheEnd_ReservesNothingAnew()
    {
        SpendRun run = SpendRun.With();
        run.Reserve(input: 1);
        SpendRequest request = run.Story[0].Request;
        run.Settle(0, new TokenCounts(1, 0));
        Assert.Equal(SpendAnswerKind.Ended, run.Account.Reserve(request, run.Now).Answer.Kind);
        Assert.False(run.Account.Settle(new Settlement(request.Id, SettlementKind.Answered, null), run.Now).Answer.Known);
    }

    [Theory]
    [InlineData(0, 0, 0, 500, 101, 500, 26)] // nothing reported: the estimate, and four characters a token, rounded up
    [InlineData(40, 1, 60, 500, 400, 40, 100)] // the start reported the input and one token
    [InlineData(40, 300, 0, 500, 400, 40, 300)] // more was reported than relayed
    public void CutAnswer_IsChargedAtLeastForWhatWasRelayed(long input, long output, long read, long estimate, long characters, long charged, long floor) =>
        Assert.Equal(new TokenCounts(charged, floor, read), CutFloor.Of(input == 0 ? null : new TokenCounts(input, output, read), estimate, characters));

    [Fact]
    public void DeadNode_LosesItsReservationsOnly()
    {
        SpendRun run = SpendRun.With();
        run.Reserve(input: 1, holder: "n1");
        run.Reserve(input: 2, holder: "n2");
        run.Interrupt("n1");
        Assert.Equal((new Money(1000), new Money(2000)), (run.Status()[0].Day, run.Status()[0].Reserved));
        Assert.Equal("s", Assert.IsType<Settled>(run.Effects[^1]).Reservation.Origin.Session);
    }

    private static (long, Money) Covered(SpendAnswer answer) => (answer.OutputTokens, answer.Amount);

    [Fact]
    public void NodesThatSpentNothingForAMonth_AreForgotten()
    {
        SpendRun run = SpendRun.With();
        run.Reserve(input: 1);
        run.Settle(0, new TokenCounts(1, 0));
        Assert.Equal(4, run.Account.Save(run.Now).Nodes.Length);

        run.Wait(TimeSpan.FromDays(31));
        Assert.Empty(run.Account.Save(run.Now).Nodes);
        Assert.Empty(run.Account.List(after: null, 10, run.Now));
    }

    [Fact]
    public void NamesOfTeamsAndUsers_AreOneInAnyLetterCase_AndIdsOfKeysAreNot()
    {
        SpendRun run = SpendRun.With((Ann, SpendRun.Month(1000)));
        run.Reserve(key: "k1", user: "ANN", input: 1);
        Assert.Equal(SpendAnswerKind.Refused, run.Reserve(key: "K1", user: "ann", input: 1).Kind);
        Assert.Equal((1, 1), (run.Status("k1")[^1].Open, run.Status("k1")[2].Open));
        Assert.Equal(0, run.Status("K1")[^1].Open);
    }
}
