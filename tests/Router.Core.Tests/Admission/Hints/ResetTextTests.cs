using Router.Core.Admission.Hints;

namespace Router.Core.Tests.Admission.Hints;

public sealed class ResetTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-21T08:01:30Z", 90)]
    [InlineData("2026-11-21T09:01:30+01:00", 90)]
    [InlineData("6m0s", 360)]
    [InlineData("120ms", 0.12)]
    [InlineData("2m59.56s", 179.56)]
    [InlineData("1h2m3.5s", 3723.5)]
    [InlineData("34s", 34)]
    [InlineData(" 17 ", 17)]
    [InlineData("0.25", 0.25)]
    [InlineData("1795248060", 60)]
    [InlineData("1795248060000", 60)]
    [InlineData("2020-01-01T00:00:00Z", 0)]
    [InlineData("9999999s", 2678400)]
    public void EverySpelling_IsRead(string text, double seconds) => Assert.Equal(seconds, ResetText.Read(text, Now)!.Value.TotalSeconds, 3);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("5x")]
    [InlineData("s5")]
    [InlineData("1.2.3s")]
    public void AnythingElse_IsNothing(string? text) => Assert.Null(ResetText.Read(text, Now));
}
