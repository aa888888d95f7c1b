using System.Text.Json;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;
using Router.Core.Spend.State;
using Router.Core.Tests.Admission;

namespace Router.Core.Tests.Spend;

public sealed class LocalSpendAccountsTests : SpendAccountsContract
{
    private readonly HandClock _clock = new();
    private readonly HeardEffects _journal = new();
    private readonly LocalSpendAccounts _accounts;

    public LocalSpendAccountsTests() => _accounts = new LocalSpendAccounts(_ => Settings, _journal, _clock);

    private protected override ISpendAccounts Accounts => _accounts;

    [Fact]
    public async Task Calls_CompleteAtOnce_AndTheirEffectsAreWrittenByThen()
    {
        SpendRequest request = Request(1);
        Task<SpendAnswer> answer = _accounts.ReserveAsync("a", request).AsTask();
        Assert.True(answer.IsCompletedSuccessfully);
        Assert.IsType<Reserved>(Assert.Single(_journal.Effects).Effect);
        await _accounts.ExtendAsync("a", new Extension(request.Id, 5));
        await _accounts.SettleAsync("a", Answered(request, 1));
        Assert.Equal([1, 2, 3], _journal.Effects.Select(written => written.Effect.Sequence));
        await _accounts.SettleAsync("a", Answered(request, 1));
        Assert.Equal(3, _journal.Effects.Count);
    }

    /// <summary>The process ends: another one starts from a snapshot and the journal behind it.</summary>
    [Fact]
    public async Task Restart_GoesOnWhereTheJournalEnds()
    {
        SpendRequest first = Request(1);
        SpendRequest second = Request(2);
        await _accounts.ReserveAsync("a", first);
        (string tenant, SpendSnapshot snapshot) = Assert.Single(_accounts.Save());
        await _accounts.ReserveAsync("a", second);
        await _accounts.SettleAsync("a", Answered(first, 1));

        var next = new LocalSpendAccounts(_ => Settings, _journal, _clock);
        next.Restore(tenant, snapshot);
        foreach ((string owner, SpendEffect effect) in _journal.Effects.ToArray())
        {
            next.Replay(owner, effect);
        }

        Assert.Equal(Json(_accounts), Json(next));
        Assert.Equal(second.Id, Assert.Single(await next.InterruptAsync("a", null)).Reservation.Id);
    }

    [Fact]
    public async Task Configure_ReachesAccountsThatLive()
    {
        Budget(1000);
        await _accounts.ReserveAsync("a", Request(1));
        Budget(2000);
        _accounts.Configure();
        Assert.Equal(SpendAnswerKind.Granted, (await _accounts.ReserveAsync("a", Request(1))).Kind);
    }

    [Fact]
    public async Task ConfigureOfOneNode_ReachesAccountsThatLive()
    {
        var limits = new NodeLimits { Budgets = [new Budget(BudgetPeriod.Day, new Money(1500))] };
        await _accounts.ReserveAsync("a", Request(1));
        _accounts.Configure("a", new SpendNode(SpendLevel.User, "Ann"), () => limits);
        Assert.Equal(SpendAnswerKind.Refused, (await _accounts.ReserveAsync("a", Request(1))).Kind);
        _accounts.Configure("a", new SpendNode(SpendLevel.User, "Ann"), () => NodeLimits.None);
        Assert.Equal(SpendAnswerKind.Granted, (await _accounts.ReserveAsync("a", Request(1))).Kind);
    }

    private protected override void Advance(TimeSpan time) => _clock.Advance(time.TotalSeconds);

    private static string Json(LocalSpendAccounts accounts) => JsonSerializer.Serialize(accounts.Save()[0].Snapshot, SpendJson.Default.SpendSnapshot);
}
