using Router.Dashboard.Charts;
using Xunit;

namespace Router.Dashboard.Tests.Charts;

public sealed class TicksTests
{
    [Theory]
    [InlineData(7, new double[] { 0, 2, 4, 6, 8 })]
    [InlineData(1, new double[] { 0, 0.25, 0.5, 0.75, 1 })]
    [InlineData(100, new double[] { 0, 25, 50, 75, 100 })]
    [InlineData(3.4, new double[] { 0, 1, 2, 3, 4 })]
    [InlineData(16_000_000, new double[] { 0, 5e6, 10e6, 15e6, 20e6 })]
    public void Ticks_AreRound_AndReachTheLargestValue(double most, params double[] expected) =>
        Assert.Equal(expected, Ticks.From0(most, 4).Select(tick => Math.Round(tick, 9)));

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void NothingToShow_StillHasAnAxis(double most) => Assert.Equal([0, 1], Ticks.From0(most, 4));

    [Fact]
    public void EveryLargestValue_IsWithinTheTicks_WhichAreEvenAndFew()
    {
        for (double most = 0.0001; most < 1e12; most *= 1.37)
        {
            IReadOnlyList<double> ticks = Ticks.From0(most, 4);

            Assert.InRange(ticks[^1], most * (1 - 1e-9), most * 3);
            Assert.InRange(ticks.Count, 2, 7);
            Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.Equal(ticks[1], pair.Second - pair.First, ticks[1] * 1e-9));
        }
    }
}
