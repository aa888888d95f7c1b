using System.Globalization;
using Router.Core.Translation;

namespace Router.Core.Tests.Translation;

public sealed class TokenCorrectionTests
{
    private readonly TokenCorrection _correction = new();

    [Fact]
    public void UnknownModel_KeepsTheEstimate()
    {
        Assert.Equal(1234, _correction.Correct("p", "m", 1234));
        Assert.Equal(1, _correction.Correct("p", "m", 0));
    }

    [Fact]
    public void FirstReport_IsTakenWhole()
    {
        _correction.Learn("p", "m", 1000, 1300);

        Assert.Equal(13_000, _correction.Correct("p", "m", 10_000));
        Assert.Equal(10_000, _correction.Correct("p", "other", 10_000));
        Assert.Equal(10_000, _correction.Correct("other", "m", 10_000));
    }

    [Fact]
    public void FirstReports_AreAveraged()
    {
        _correction.Learn("p", "m", 1000, 1000);
        _correction.Learn("p", "m", 1000, 1200);

        Assert.Equal(1100, _correction.Correct("p", "m", 1000));
    }

    [Fact]
    public void LaterReports_MoveItByATenth()
    {
        for (int report = 0; report < 50; report++)
        {
            _correction.Learn("p", "m", 1000, 1000);
        }

        _correction.Learn("p", "m", 1000, 2000);

        Assert.Equal(1100, _correction.Correct("p", "m", 1000));
    }

    [Theory]
    [InlineData(1000, 100_000, 2500)]
    [InlineData(1000, 1, 500)]
    [InlineData(long.MaxValue / 4, 1, 500)]
    public void ReportOutOfRange_IsBroughtIntoIt(long estimated, long reported, long corrected)
    {
        _correction.Learn("p", "m", estimated, reported);

        Assert.Equal(corrected, _correction.Correct("p", "m", 1000));
    }

    [Theory]
    [InlineData(499, 900)]
    [InlineData(0, 0)]
    [InlineData(-5, 1000)]
    [InlineData(1000, 0)]
    [InlineData(1000, -1)]
    public void SmallRequestOrNoReport_TeachesNothing(long estimated, long reported)
    {
        _correction.Learn("p", "m", estimated, reported);

        Assert.Empty(_correction.Snapshot());
    }

    [Fact]
    public void Memory_IsBoundedAndForgetsTheLongestUnreported()
    {
        for (int model = 0; model < TokenCorrection.Capacity; model++)
        {
            _correction.Learn("p", model.ToString(CultureInfo.InvariantCulture), 1000, 2000);
        }

        _correction.Learn("p", "0", 1000, 2000);
        _correction.Learn("p", "new", 1000, 2000);

        Assert.Equal(TokenCorrection.Capacity, _correction.Snapshot().Length);
        Assert.Equal(2000, _correction.Correct("p", "0", 1000));
        Assert.Equal(1000, _correction.Correct("p", "1", 1000));
        Assert.Equal(2000, _correction.Correct("p", "new", 1000));
    }

    [Fact]
    public void Snapshot_GoesOnWhereItEnded()
    {
        _correction.Learn("p", "a", 1000, 1500);
        _correction.Learn("p", "b", 1000, 800);
        _correction.Learn("p", "a", 1000, 1500);
        var restored = TokenCorrection.Restore(_correction.Snapshot());

        Assert.Equal([new TokenRatio("p", "b", 0.8, 1), new TokenRatio("p", "a", 1.5, 2)], restored.Snapshot());
        _correction.Learn("p", "a", 1000, 900);
        restored.Learn("p", "a", 1000, 900);
        Assert.Equal(_correction.Correct("p", "a", 10_000), restored.Correct("p", "a", 10_000));
    }

    [Fact]
    public void BrokenSnapshot_IsBroughtIntoRange()
    {
        var restored = TokenCorrection.Restore(
            [new TokenRatio("p", "a", 99, 0), new TokenRatio("p", "b", double.NaN, -3), .. Enumerable.Range(0, 998).Select(model => new TokenRatio("q", $"{model}", 1, 1)), new TokenRatio("p", "c", -1, 5)]);

        Assert.Equal(TokenCorrection.Capacity, restored.Snapshot().Length);
        Assert.Equal((1000, 1000, 500), (restored.Correct("p", "a", 1000), restored.Correct("p", "b", 1000), restored.Correct("p", "c", 1000)));
    }
}
