using Router.Dashboard.Charts;
using Xunit;

namespace Router.Dashboard.Tests.Charts;

public sealed class ForecastTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Begin.AddMonths(1);

    [Fact]
    public void HalfOfTheTime_IsHalfOfTheMoney() => Assert.Equal(40, Forecast.AtEnd(20, Begin, End, Begin.AddDays(15)));

    [Fact]
    public void TheFirstHours_TellNothing() => Assert.Null(Forecast.AtEnd(20, Begin, End, Begin.AddHours(3)));

    [Fact]
    public void BehindTheEnd_IsNoForecast() => Assert.Null(Forecast.AtEnd(20, Begin, End, End.AddDays(1)));
}
