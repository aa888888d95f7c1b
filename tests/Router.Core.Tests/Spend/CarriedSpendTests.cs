using System.Text.Json;
using Router.Core.Migration;
using Router.Core.Spend;
using Router.Core.Spend.Effects;
using Router.Core.Spend.State;

namespace Router.Core.Tests.Spend;

/// <summary>What was spent elsewhere counts here: once, and in its own periods.</summary>
public sealed class CarriedSpendTests
{
    private static readonly DateTimeOffset Saturday = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly SpendNode Ann = new(SpendLevel.User, "ann");
    private static readonly CarriedSpend Spent = new("acme", Saturday, [new(SpendNode.Tenant, new(5), new(6), new(7)), new(Ann, new(1), new(2), new(3))]);

    [Theory]
    [InlineData(0, 1, 2, 3)]
    [InlineData(1, 0, 2, 3)] // Sunday
    [InlineData(2, 0, 0, 3)] // Monday: another week
    [InlineData(10, 0, 0, 0)] // December
    public void PeriodsThatAreOver_ChargeNothing(int daysLater, long day, long week, long month)
    {
        var account = new SpendAccount(new SpendSettings());

        Assert.NotNull(account.Carry("a", Spent, Saturday.AddDays(daysLater)));

        Assert.Equal((new Money(day), new Money(week), new Money(month)), Of(account, Saturday.AddDays(daysLater)));
    }

    [Fact]
    public void SameSource_CountsOnce_AlsoBehindASnapshotAndAReplay()
    {
        var account = new SpendAccount(new SpendSettings());
        SpendEffect effect = account.Carry("a", Spent, Saturday)!;
        Assert.Null(account.Carry("a", Spent, Saturday));

        SpendSnapshot snapshot = JsonSerializer.Deserialize(JsonSerializer.Serialize(account.Save(Saturday), SpendJson.Default.SpendSnapshot), SpendJson.Default.SpendSnapshot)!;
        SpendEffect stored = JsonSerializer.Deserialize(JsonSerializer.Serialize(effect, SpendJson.Default.SpendEffect), SpendJson.Default.SpendEffect)!;
        SpendAccount[] again = [SpendAccount.Restore(new SpendSettings(), snapshot), new SpendAccount(new SpendSettings())];
        again[1].Replay(stored);
        again[1].Replay(stored);
        foreach (SpendAccount other in again)
        {
            Assert.Null(other.Carry("a", Spent, Saturday));
            Assert.Equal((new Money(1), new Money(2), new Money(3)), Of(other, Saturday));
            Assert.NotNull(other.Carry("b", Spent, Saturday));
            Assert.Equal((new Money(2), new Money(4), new Money(6)), Of(other, Saturday));
        }
    }

    [Fact]
    public void SnapshotOfAnEarlierVersion_KnowsNoSource()
    {
        string stored = JsonSerializer.Serialize(new SpendAccount(new SpendSettings()).Save(Saturday), SpendJson.Default.SpendSnapshot).Replace(",\"Carried\":[]", "", StringComparison.Ordinal);
        Assert.DoesNotContain("Carried", stored, StringComparison.Ordinal);

        var account = SpendAccount.Restore(new SpendSettings(), JsonSerializer.Deserialize(stored, SpendJson.Default.SpendSnapshot)!);

        Assert.NotNull(account.Carry("a", Spent, Saturday));
    }

    [Fact]
    public void PartWithoutItsLists_HasThemEmpty()
    {
        MigrationPart part = JsonSerializer.Deserialize("""{"source":"s","check":""}""", MigrationJson.Default.MigrationPart)!;

        Assert.True(part is { Entries.IsEmpty: true, Vaults.IsEmpty: true, Spend.IsEmpty: true });
    }

    private static (Money, Money, Money) Of(SpendAccount account, DateTimeOffset now) =>
        account.List(after: null, 10, now).Where(node => node.Node == Ann).Select(node => (node.Day, node.Week, node.Month)).SingleOrDefault();
}
