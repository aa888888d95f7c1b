using Xunit;

namespace Chaos.Tests;

/// <summary>One of two providers is away for a minute under load: no client hears of it, but for streams that had begun.</summary>
public sealed class DyingProviderTests
{
    [Theory]
    [InlineData(true, DeedKind.Whole)]
    [InlineData(false, DeedKind.HangBeforeHead)]
    [InlineData(false, DeedKind.HangInside)]
    [InlineData(false, DeedKind.Status)]
    [InlineData(false, DeedKind.Reset)]
    public async Task DeadForAMinute_NoClientSeesAnError_AndItIsUsedAgain(bool refuses, DeedKind death)
    {
        StormReport report = await new DyingRun(refuses, death).RunAsync();

        Assert.True(report.Problems.Count == 0, report.ToString());
        // Content may be in the middle when the listener's connections are reset; whoever says nothing breaks no stream.
        Assert.True(report.Endings.GetValueOrDefault(Ending.BrokenStream) <= 8, report.ToString());
    }
}
