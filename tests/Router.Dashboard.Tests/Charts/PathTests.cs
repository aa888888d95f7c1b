using Router.Dashboard.Charts;
using Xunit;

namespace Router.Dashboard.Tests.Charts;

public sealed class PathTests
{
    private static readonly LinearScale X = new(0, 2, 0, 100);
    private static readonly LinearScale Y = new(0, 4, 20, 0);

    [Fact]
    public void Line_GoesThroughTheValues() => Assert.Equal("M0 20L50 10L100 0", AreaPath.Line([0, 2, 4], X, Y));

    [Fact]
    public void Area_ComesBackAlongTheAxis() => Assert.Equal("M0 20L50 10L100 0L100 20L0 20Z", AreaPath.Area([0, 2, 4], X, Y));

    [Fact]
    public void OneValue_IsNoLine()
    {
        Assert.Equal("", AreaPath.Line([1], X, Y));
        Assert.Equal("", AreaPath.Area([1], X, Y));
    }

    [Fact]
    public void Numbers_HaveAPoint_AndTwoDigits() => Assert.Equal("1234.57", AreaPath.Number(1234.5678));

    [Fact]
    public void Scale_WithoutLength_IsItsBeginning() => Assert.Equal(20, new LinearScale(3, 3, 20, 0)[3]);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 2)]
    [InlineData(0.95, 4)]
    [InlineData(1, 4)]
    public void Percentile_IsOneOfTheValues(double share, int expected) => Assert.Equal(expected, Percentiles.Of([1, 2, 3, 4], share));
}
