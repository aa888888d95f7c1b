using Router.Dashboard.Charts;
using Xunit;

namespace Router.Dashboard.Tests.Charts;

public sealed class StackedBarsTests
{
    private static readonly LinearScale Height = new(0, 10, 100, 0);

    [Fact]
    public void Bars_StandOnTopOfEachOther_AndFillTheirSlots()
    {
        Bar[] bars = [.. StackedBars.Place([[2, 0], [3, 4]], 200, Height, 0.2)];

        Assert.Equal([new Bar(0, 0, 10, 80, 80, 20), new Bar(1, 0, 10, 50, 80, 30), new Bar(1, 1, 110, 60, 80, 40)], bars);
    }

    [Fact]
    public void ValuesBelowZero_HaveNoBar_AndDoNotCount()
    {
        Assert.Equal([new Bar(1, 0, 0, 70, 200, 30)], StackedBars.Place([[-5], [3]], 200, Height, 0));
        Assert.Equal([3], StackedBars.Totals([[-5], [3]]));
    }

    [Fact]
    public void NoSeries_HasNoBar()
    {
        Assert.Empty(StackedBars.Place([], 200, Height, 0.2));
        Assert.Empty(StackedBars.Totals([]));
    }
}
