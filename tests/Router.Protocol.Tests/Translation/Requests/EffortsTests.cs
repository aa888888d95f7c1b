using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Tests.Translation.Requests;

public sealed class EffortsTests
{
    [Theory]
    [InlineData("low", "low medium high", "low")]
    [InlineData("medium", "low high", "high")]
    [InlineData("low", "high", "high")]
    [InlineData("low", "medium high", "medium")]
    [InlineData("high", "low medium", "medium")]
    [InlineData("high", "low xhigh", "low")]
    [InlineData("max", "low medium", "medium")]
    [InlineData("xhigh", "high max", "high")]
    [InlineData("max", "xhigh max", "max")]
    [InlineData("low", "xhigh", "xhigh")]
    [InlineData("low", "minimal high", "high")]
    [InlineData("low", "none minimal", null)]
    [InlineData("low", "strange", null)]
    public void Effort_FitsIntoWhatIsOffered(string effort, string offered, string? expected) => Assert.Equal(expected, Efforts.Fit(effort, [.. offered.Split(' ')]));

    [Theory]
    [InlineData("none minimal low", "none")]
    [InlineData("low minimal", "minimal")]
    [InlineData("low high", null)]
    public void Off_HasAWordWhereThereIsOne(string offered, string? expected) => Assert.Equal(expected, Efforts.Off([.. offered.Split(' ')]));

    [Theory]
    [InlineData("low", true)]
    [InlineData("medium", true)]
    [InlineData("high", true)]
    [InlineData("xhigh", true)]
    [InlineData("max", true)]
    [InlineData("minimal", false)]
    [InlineData("none", false)]
    [InlineData("auto", false)]
    [InlineData(null, false)]
    public void Client_CanAskForAnthropicsEffortsOnly(string? effort, bool isKnown) => Assert.Equal(isKnown, Efforts.IsKnown(effort));
}
