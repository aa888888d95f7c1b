using Xunit;

namespace Chaos.Tests;

/// <summary>Providers that fail in every way, over sockets; bench/soak.sh runs the same for longer and from other seeds.</summary>
public sealed class StormTests
{
    /// <summary>Fixed, so that a failure comes again.</summary>
    private const int Seed = 20261121;

    [Fact]
    public async Task Storm_EveryClientGetsOneEnding_AndNothingIsHeldAfterwards()
    {
        StormReport report = await new StormRun(requests: 500, Seed).RunAsync();

        Assert.True(report.Problems.Count == 0, report.ToString());
        Assert.Equal(500, report.Endings.Values.Sum());
        Assert.Equal(Enum.GetValues<DeedKind>().Length, report.Deeds.Count);
        Assert.All((string[])[Ending.Stream, Ending.Message, Ending.BrokenStream, Ending.Left], ending => Assert.True(report.Endings.ContainsKey(ending), report.ToString()));
        Assert.Contains(report.Endings.Keys, ending => ending.StartsWith("HTTP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CutAtAnyByte_GivesOneEnding_AndIsNotSentAgain()
    {
        StormReport report = await new CutSweep(stride: 16, Seed).RunAsync();

        Assert.True(report.Problems.Count == 0, report.ToString());
        Assert.All(
            (string[])[Ending.Stream, Ending.ClosedStream, Ending.BrokenStream, "HTTP 502"], ending => Assert.True(report.Endings.ContainsKey(ending), report.ToString()));
    }
}
