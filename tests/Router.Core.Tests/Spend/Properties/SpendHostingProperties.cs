using System.Text.Json;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;
using Router.Core.Spend.Pricing;
using Router.Core.Spend.State;

namespace Router.Core.Tests.Spend.Properties;

/// <summary>What lets an account live behind a lock as well as in a grain, and survive the end of its process.</summary>
public sealed class SpendHostingProperties
{
    [Fact]
    public void RepeatedCommands_ChangeNothing() => SpendCheck.That(RandomSpend.All, random =>
    {
        SpendRun once = random.Play();
        SpendRun twice = random.Play(twice: true);
        return (once.Tale() == twice.Tale() && once.Json() == twice.Json(), twice.Tale());
    });

    [Fact]
    public void RestoredAccount_GoesOnAsTheOldOne() => SpendCheck.That(RandomSpend.Changing, random =>
    {
        SpendRun stayed = random.Play();
        SpendRun moved = random.Play(reloads: true);
        return (stayed.Tale() == moved.Tale() && stayed.Json() == moved.Json(), moved.Tale());
    });

    /// <summary>The process may end at any point: the last snapshot and the effects behind it make the same account, however often they are replayed.</summary>
    [Fact]
    public void SnapshotAndReplay_AtAnyPoint_MakeTheSameAccount() => SpendCheck.That(RandomSpend.Changing, random =>
    {
        var snapshots = new List<string>();
        SpendRun run = random.Play(after: run => snapshots.Add(run.Json()));
        return (snapshots.Append(null).All(snapshot => run.Json(Replayed(run, snapshot, times: 1)) == run.Json() && run.Json(Replayed(run, snapshot, times: 2)) == run.Json()), run.Tale());
    },
    cases: 100);

    /// <summary>A start after a crash: what was under way is charged as reserved, and nothing stays reserved.</summary>
    [Fact]
    public void Interrupted_IsChargedAsReserved() => SpendCheck.That(RandomSpend.All, (run, _) =>
    {
        SpendAccount account = Replayed(run, null, times: 1);
        decimal reserved = run.Books.Reserved(SpendNode.Tenant, run.Story.Count);
        var before = account.Status(RandomSpend.Paths[0], run.Now)[0];
        var effects = account.Interrupt(null, run.Now);
        var after = account.Status(RandomSpend.Paths[0], run.Now)[0];
        return effects.Length == run.Open.Count && effects.All(effect => effect is Settled { Kind: SettlementKind.Interrupted, Overrun.Nanos: 0 })
            && after.Reserved == Money.Zero && after.Open == 0 && after.Day.Usd == before.Day.Usd + reserved && account.Interrupt(null, run.Now).IsEmpty;
    });

    [Fact]
    public void RefusedRequest_ChangesNothing() => SpendCheck.That(RandomSpend.All, random =>
    {
        bool holds = true;
        string? before = null;
        int count = 0;
        SpendRun run = random.Play(after: run =>
        {
            string now = run.Json();
            holds &= run.Story.Count == count || run.Story[^1].Kind != SpendEventKind.Refused || before is null || now == before;
            (before, count) = (now, run.Story.Count);
        });
        return (holds, run.Tale());
    });

    /// <summary>A journal that lost records: each effect by itself says enough.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SettlementWithoutItsReservation_IsCharged_AndAReservationWithoutItsSettlementStaysOpen(bool hasSettlement)
    {
        var path = new SpendPath(null, "ann", "k");
        var account = new SpendAccount(new SpendSettings());
        DateTimeOffset now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
        TokenPrice price = TokenPrice.FromUsd(1, 1, 1, 1, 1);
        (_, SpendEffect? lost) = account.Reserve(new SpendRequest(ReservationId.New(), path, price, 100, 100, new RequestOrigin("m")), now);
        (_, SpendEffect? reserved) = account.Reserve(new SpendRequest(((Reserved)lost!).Reservation.Id, path, price, 100, 100, new RequestOrigin("m")) { Id = ReservationId.New() }, now);
        (_, SpendEffect? settled) = account.Settle(new Settlement(((Reserved)reserved!).Reservation.Id, SettlementKind.Answered, new TokenCounts(100, 50)), now);

        var other = new SpendAccount(new SpendSettings());
        other.Replay(hasSettlement ? settled! : reserved);
        other.Replay(hasSettlement ? settled! : reserved);

        NodeStatus key = other.Status(path, now)[^1];
        Assert.Equal(hasSettlement ? (Money.FromUsd(0.00015m), Money.Zero, 0) : (Money.Zero, Money.FromUsd(0.0002m), 1), (key.Day, key.Reserved, key.Open));
    }

    private static SpendAccount Replayed(SpendRun run, string? snapshot, int times)
    {
        SpendAccount account = snapshot is null ? new SpendAccount(run.Settings) : SpendAccount.Restore(run.Settings, JsonSerializer.Deserialize(snapshot, SpendJson.Default.SpendSnapshot)!);
        for (int time = 0; time < times; time++)
        {
            foreach (SpendEffect effect in run.Effects)
            {
                account.Replay(JsonSerializer.Deserialize(JsonSerializer.Serialize(effect, SpendJson.Default.SpendEffect), SpendJson.Default.SpendEffect)!);
            }
        }

        return account;
    }
}
