using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;
using Router.Core.Spend.Pricing;

namespace Router.Core.Tests.Spend;

/// <summary>What budgets refuse and tell, and when they start anew. Prices here: 1,000 nano-dollars an input token, 5,000 an output token.</summary>
public sealed class SpendAccountBudgetTests
{
    private static readonly SpendNode Ann = new(SpendLevel.User, "ann");
    private static readonly SpendNode Core = new(SpendLevel.Team, "core");

    [Fact]
    public void UsedUpBudget_SaysLevelAmountsAndReset()
    {
        SpendRun run = SpendRun.With((Ann, SpendRun.Month(10_000)));
        run.Reserve(input: 8);
        run.Settle(0, new TokenCounts(8, 0));
        SpendRefusal refusal = run.Reserve(input: 3).Refusal!;
        var reset = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal((SpendRefusalReason.Budget, Ann, reset - run.Now, new Money(3000)), (refusal.Reason, refusal.Node, refusal.RetryAfter, refusal.Needed));
        Assert.Equal(new BudgetStanding(Ann, SpendRun.Month(10_000), new Money(8000), Money.Zero, reset), refusal.Budget);
    }

    /// <summary>What others hold comes back within moments: the client may retry, and is not told that the month is over.</summary>
    [Fact]
    public void BudgetThatIsOnlyReserved_IsWorthARetry()
    {
        SpendRun run = SpendRun.With((Ann, SpendRun.Month(10_000)));
        run.Reserve(input: 8);
        SpendRefusal refusal = run.Reserve(input: 3).Refusal!;
        Assert.Equal((SpendRefusalReason.Reserved, TimeSpan.FromSeconds(1)), (refusal.Reason, refusal.RetryAfter));
        run.Settle(0, new TokenCounts(7, 0));
        Assert.Equal(SpendAnswerKind.Granted, run.Reserve(input: 3).Kind);
    }

    [Theory]
    [InlineData(BudgetPeriod.Day, "2026-11-22")]
    [InlineData(BudgetPeriod.Week, "2026-11-23")]
    [InlineData(BudgetPeriod.Month, "2026-12-01")]
    public void Period_EndsAtItsTickAndNotBefore(BudgetPeriod period, string reset)
    {
        SpendRun run = SpendRun.With((Ann, new Budget(period, new Money(1000))));
        run.Reserve(input: 1);
        run.Settle(0, new TokenCounts(1, 0));
        run.Wait(DateTimeOffset.Parse(reset + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture) - run.Now - TimeSpan.FromTicks(1));
        Assert.Equal(TimeSpan.FromTicks(1), run.Reserve(input: 1).Refusal!.RetryAfter);
        run.Wait(TimeSpan.FromTicks(1));
        Assert.Equal(SpendAnswerKind.Granted, run.Reserve(input: 1).Kind);
    }

    /// <summary>A year's last week belongs to both years; its Monday counts.</summary>
    [Fact]
    public void Week_GoesThroughTheNewYear()
    {
        SpendRun run = SpendRun.With((Ann, new Budget(BudgetPeriod.Week, new Money(1000))));
        run.Wait(new DateTimeOffset(2026, 12, 31, 12, 0, 0, TimeSpan.Zero) - run.Now);
        run.Reserve(input: 1);
        run.Settle(0, new TokenCounts(1, 0));
        run.Wait(TimeSpan.FromDays(1));
        Assert.Equal(new DateTimeOffset(2027, 1, 4, 0, 0, 0, TimeSpan.Zero), run.Reserve(input: 1).Refusal!.Budget!.Value.Reset);
    }

    [Fact]
    public void SoftBudget_WarnsAndNeverRefuses()
    {
        SpendRun run = SpendRun.With((Ann, SpendRun.Month(10_000) with { SoftAt = 60 }));
        run.Reserve(input: 5);
        Assert.Null(run.Settle(0, new TokenCounts(5, 0)).Fullest!.Value.Warning);
        run.Reserve(input: 90);
        BudgetStanding standing = run.Settle(0, new TokenCounts(90, 0)).Fullest!.Value;
        Assert.Equal((60, 950L), (standing.Warning, standing.Percent));
        Assert.Equal(SpendAnswerKind.Granted, run.Reserve(input: 90).Kind);
    }

    [Theory]
    [InlineData(7499, null)]
    [InlineData(7500, 75)]
    [InlineData(9499, 75)]
    [InlineData(9500, 95)]
    public void HardBudget_WarnsAt75And95Percent(long spent, int? warning) =>
        Assert.Equal(warning, new BudgetStanding(Ann, SpendRun.Month(10_000), new Money(spent), Money.Zero, SpendRun.Start).Warning);

    [Fact]
    public void ChangedBudget_KeepsWhatWasSpent()
    {
        SpendRun run = SpendRun.With();
        run.Reserve(input: 7);
        run.Settle(0, new TokenCounts(7, 0));
        run.Configure(SpendRun.SettingsOf((Ann, SpendRun.Month(9000))));
        Assert.Equal(new Money(7000), run.Reserve(input: 3).Refusal!.Budget!.Value.Spent);
        run.Configure(SpendRun.SettingsOf((Ann, SpendRun.Month(10_000))));
        Assert.Equal(SpendAnswerKind.Granted, run.Reserve(input: 3).Kind);
    }

    /// <summary>Nothing limited ann; what she spent counts all the same, and a limit that comes later knows it.</summary>
    [Fact]
    public void LimitThatComesLater_KnowsWhatWasSpentBefore()
    {
        var account = new SpendAccount(new SpendSettings());
        var path = new SpendPath("core", "ann", "k1");
        SpendRequest first = Ask(150);
        account.Reserve(first, SpendRun.Start);
        account.Settle(new Settlement(first.Id, SettlementKind.Answered, new TokenCounts(150, 0)) { Price = SpendRun.Price }, SpendRun.Start);
        Assert.All(account.Status(path, SpendRun.Start), node => Assert.Equal((new Money(150_000), 1L, 0), (node.Month, node.Requests, node.Open)));

        account.Configure(Core, new NodeLimits { Budgets = [SpendRun.Month(160_000)] });
        Assert.Equal(SpendRefusalReason.Budget, account.Reserve(Ask(11), SpendRun.Start).Answer.Refusal!.Reason);
        Assert.Equal(SpendAnswerKind.Granted, account.Reserve(Ask(10), SpendRun.Start).Answer.Kind);

        SpendRequest Ask(long input) => new(ReservationId.New(), path, SpendRun.Price, input, 0, new RequestOrigin("m")) { Cache = CacheUse.None };
    }

    [Fact]
    public void Settlement_TellsOfABudgetThatReachesItsPercentage_Once()
    {
        SpendRun run = SpendRun.With((Ann, SpendRun.Month(100_000)), (Core, new Budget(BudgetPeriod.Month, new Money(100_000), SoftAt: 40)));
        List<int> reached = [];
        for (int turn = 0; turn < 9; turn++)
        {
            run.Reserve(input: 10);
            reached.AddRange(run.Settle(0, new TokenCounts(10, 0)).Reached.Select(standing => standing.Warning!.Value));
        }

        Assert.Equal([40, 75], reached);
    }
}
