using Router.Core.Spend;
using Router.Core.Usage;
using Router.Dashboard.Charts;
using Router.Dashboard.Overview;
using Xunit;

namespace Router.Dashboard.Tests.Overview;

public sealed class PeriodTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 15, 20, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("24h", 24)]
    [InlineData("7d", 168)]
    [InlineData("30d", 720)]
    [InlineData("nonsense", 24)]
    public void Period_HasThePresentInItsLastSlot(string key, int hours)
    {
        Period period = Period.Of(key, Now);

        Assert.Equal(period.Slots - 1, period.SlotOf(Now));
        Assert.Equal(TimeSpan.FromHours(hours), period.To - period.From);
        Assert.Equal(period.Slots, period.Names().Count);
        Assert.Equal(-1, period.SlotOf(period.From.AddTicks(-1)));
    }

    [Fact]
    public void Table_TellsNowFromBefore_AndPutsTheSmallTogether()
    {
        Period period = Period.Of("24h", Now);
        IEnumerable<UsageRow> rows = Enumerable.Range(1, 10).Select(name => Row(Now, $"model {name:00}", name)).Append(Row(period.From.AddHours(-2), "model 01", 100));
        var table = new UsageTable(rows, period);

        Assert.Equal(55, table.Now.Requests);
        Assert.Equal(100, table.Before.Requests);
        IReadOnlyList<Series> series = table.Series(sum => sum.Requests);
        Assert.Equal(["model 10", "model 09", "model 08", "model 07", "model 06", "model 05", "model 04", "3 others"], series.Select(one => one.Name));
        Assert.Equal([10d, 9, 8, 7, 6, 5, 4, 6], series.Select(one => one.Total));
        Assert.Equal(10, table.Names()[0].Sum.Requests);
    }

    private static UsageRow Row(DateTimeOffset start, string name, long requests) => new(start, "default", name, new UsageSum(requests, default, new Money(requests)));
}
