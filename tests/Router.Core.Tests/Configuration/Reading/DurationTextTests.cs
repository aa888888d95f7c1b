using Router.Core.Configuration.Reading;

namespace Router.Core.Tests.Configuration.Reading;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("5s", 5_000)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("30d", 2_592_000_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("0.5h", 1_800_000)]
    [InlineData("0s", 0)]
    [InlineData("007s", 7_000)]
    [InlineData("36500d", 3_153_600_000_000)]
    public void Duration_IsRead(string text, long milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out TimeSpan duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData(100, "100ms")]
    [InlineData(1_000, "1s")]
    [InlineData(90_000, "90s")]
    [InlineData(900_000, "15m")]
    [InlineData(86_400_000, "1d")]
    public void Duration_IsWrittenAsTheFileHasIt(long milliseconds, string text) => Assert.Equal(text, DurationText.Write(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("ms")]
    [InlineData("5 s")]
    [InlineData(" 5s")]
    [InlineData("5s ")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData("5S")]
    [InlineData("5sec")]
    [InlineData("1,5s")]
    [InlineData("1e3s")]
    [InlineData("1h30m")]
    [InlineData("36501d")]
    [InlineData("NaNs")]
    [InlineData("Infinityd")]
    [InlineData("-Infinityms")]
    [InlineData("-∞s")]
    public void AnythingElse_IsRefused(string text)
    {
        Assert.False(DurationText.TryParse(text, out TimeSpan duration));
        Assert.Equal(TimeSpan.Zero, duration);
    }
}
