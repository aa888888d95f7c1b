using Router.Core.Configuration.Reading;

namespace Router.Core.Tests.Configuration.Reading;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("8000", 8_000, 8_000)]
    [InlineData("8k", 8_000, 8_192)]
    [InlineData("16K", 16_000, 16_384)]
    [InlineData("200k", 200_000, 204_800)]
    [InlineData("256m", 256_000_000, 268_435_456)]
    [InlineData("2G", 2_000_000_000, 2_147_483_648)]
    [InlineData("1.5k", 1_500, 1_536)]
    [InlineData("0", 0, 0)]
    public void Size_CountsTokensInThousandsAndBytesInPowers(string text, long tokens, long bytes)
    {
        Assert.True(SizeText.TryParse(text, SizeText.Tokens, out long size));
        Assert.Equal(tokens, size);
        Assert.True(SizeText.TryParse(text, SizeText.Bytes, out size));
        Assert.Equal(bytes, size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("k")]
    [InlineData("8kb")]
    [InlineData("8 k")]
    [InlineData("-8k")]
    [InlineData("1,000")]
    [InlineData("1e3")]
    [InlineData("1.5")]
    [InlineData("0.0001k")]
    [InlineData("8t")]
    [InlineData("9999999999g")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999999999999999999999999")]
    [InlineData("lots")]
    public void AnythingElse_IsRefused(string text)
    {
        Assert.False(SizeText.TryParse(text, SizeText.Tokens, out long size));
        Assert.Equal(0, size);
    }

    [Theory]
    [InlineData("8000", 8_000)]
    [InlineData("\"8k\"", 8_000)]
    [InlineData("\"200K\"", 200_000)]
    public void Tokens_AreANumberOrAText(string value, long tokens)
    {
        const string Provider = """ "providers": { "p": { "preset": "openai" } } """;
        Assert.Equal(tokens, Loaded.Good($$"""{ {{Provider}}, "models": { "m": { "targets": ["p/m"], "contextWindow": {{value}} } } }""").Models[0].ContextWindow);
    }
}
