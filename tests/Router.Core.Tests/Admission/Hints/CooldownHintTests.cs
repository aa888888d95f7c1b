using Router.Core.Admission.Hints;

namespace Router.Core.Tests.Admission.Hints;

public sealed class CooldownHintTests
{
    private static readonly RateReading Used = new(10, 0, TimeSpan.FromSeconds(20));
    private static readonly RateReading Left = new(10, 3, TimeSpan.FromSeconds(40));

    [Fact]
    public void RetryAfter_GoesFirst() => Assert.Equal(TimeSpan.FromSeconds(3), Of(TimeSpan.FromSeconds(3), new ProviderReading(Used, Used), "34s"));

    [Fact]
    public void RetryAfterOfZero_SaysNothing() => Assert.Equal(TimeSpan.FromSeconds(20), Of(TimeSpan.Zero, new ProviderReading(Used, null), "34s"));

    [Fact]
    public void ResetOfTheLimitThatIsUsedUp_ComesNext() => Assert.Equal(TimeSpan.FromSeconds(20), Of(null, new ProviderReading(Used, Left), null));

    [Fact]
    public void RetryInfo_ComesLast() => Assert.Equal(TimeSpan.FromSeconds(34), Of(null, new ProviderReading(Left, null), "34s"));

    [Fact]
    public void Nothing_SaysNothing() => Assert.Null(Of(null, new ProviderReading(Left, Left), "soon"));

    private static TimeSpan? Of(TimeSpan? retryAfter, ProviderReading reading, string? retryDelay) => CooldownHint.Of(retryAfter, reading, retryDelay, DateTimeOffset.UnixEpoch);
}
