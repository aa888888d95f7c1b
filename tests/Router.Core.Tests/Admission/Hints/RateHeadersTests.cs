using Router.Core.Admission.Hints;

namespace Router.Core.Tests.Admission.Hints;

public sealed class RateHeadersTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Anthropic_RequestsAndTheMostRestrictiveTokens()
    {
        ProviderReading reading = Read(
            ("anthropic-ratelimit-requests-limit", "50"), ("anthropic-ratelimit-requests-remaining", "49"), ("anthropic-ratelimit-requests-reset", "2026-11-21T08:00:02Z"),
            ("anthropic-ratelimit-tokens-limit", "80000"), ("anthropic-ratelimit-tokens-remaining", "79000"), ("anthropic-ratelimit-tokens-reset", "2026-11-21T08:00:01Z"),
            ("anthropic-ratelimit-input-tokens-remaining", "1"), ("anthropic-ratelimit-input-tokens-reset", "2026-11-21T08:00:01Z"));
        Assert.Equal(new ProviderReading(new RateReading(50, 49, TimeSpan.FromSeconds(2)), new RateReading(80_000, 79_000, TimeSpan.FromSeconds(1))), reading);
    }

    [Fact]
    public void Anthropic_InputTokensWhereNoTotalIsSaid() => Assert.Equal(
        new RateReading(null, 7, TimeSpan.FromSeconds(1)),
        Read(("anthropic-ratelimit-input-tokens-remaining", "7"), ("anthropic-ratelimit-input-tokens-reset", "2026-11-21T08:00:01Z")).Tokens);

    [Fact]
    public void OpenAi_GoStyleDurations() => Assert.Equal(
        new ProviderReading(new RateReading(60, 59, TimeSpan.FromSeconds(1)), new RateReading(150_000, 149_984, TimeSpan.FromMinutes(6))),
        Read(
            ("x-ratelimit-limit-requests", "60"), ("x-ratelimit-remaining-requests", "59"), ("x-ratelimit-reset-requests", "1s"),
            ("x-ratelimit-limit-tokens", "150000"), ("x-ratelimit-remaining-tokens", "149984"), ("x-ratelimit-reset-tokens", "6m0s")));

    [Theory]
    [InlineData("-1", "10")]
    [InlineData("0", "0")]
    [InlineData("many", "10")]
    [InlineData("5", "soon")]
    public void ValuesThatMakeNoSense_AreNotSaid(string remaining, string reset) =>
        Assert.Null(Read(("x-ratelimit-remaining-requests", remaining), ("x-ratelimit-reset-requests", reset)).Requests);

    [Fact]
    public void NoHeaders_NothingIsSaid() => Assert.Equal(default, Read());

    private static ProviderReading Read(params (string Name, string Value)[] headers)
    {
        Dictionary<string, string> all = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.Ordinal);
        return RateHeaders.Read(name => all.GetValueOrDefault(name), Now);
    }
}
