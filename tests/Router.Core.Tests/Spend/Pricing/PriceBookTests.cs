using Router.Core.Configuration;
using Router.Core.Configuration.Presets;
using Router.Core.Spend;
using Router.Core.Spend.Pricing;

namespace Router.Core.Tests.Spend.Pricing;

public sealed class PriceBookTests
{
    private static readonly TokenPrice Opus = TokenPrice.FromUsd(5, 25, 0.5m, 6.25m, 10);

    /// <summary>Every model that gets a default alias or a tier has a price of its own.</summary>
    [Fact]
    public void PresetsModels_AreAllKnown() => Assert.All(
        ProviderPresets.All.SelectMany(preset => preset.Models.Concat(preset.Tiers is { } tiers ? [tiers.Opus, tiers.Sonnet, tiers.Haiku] : []).Where(model => model != "*").Select(model => (preset.Name, model))),
        pair => Assert.Equal(PriceOrigin.Table, PriceBook.BuiltIn.Find(pair.Name, pair.Name, pair.model).Origin));

    [Theory]
    [InlineData("claude-opus-4-7")]
    [InlineData("claude-opus-4-5-20251101")]
    [InlineData("us.anthropic.claude-opus-4-5-20251101-v1:0")]
    [InlineData("anthropic/claude-opus-4-6[1m]")]
    [InlineData("Claude-Opus-4-8@latest")]
    public void DatedAndDecoratedNames_ArePricedAsTheirFamily(string model) => Assert.Equal(Opus, Price("anthropic", model));

    /// <summary>A name that begins alike may be a dearer model: the unknown tier is on the safe side.</summary>
    [Theory]
    [InlineData("anthropic", "claude-opus-4-9")]
    [InlineData("anthropic", "claude-opus-40")]
    [InlineData("openai", "gpt-5.9")]
    [InlineData("openai", "gpt-4o-audio-preview")]
    [InlineData("deepseek", "deepseek-v4-pro-max")]
    [InlineData("openrouter", "anthropic/claude-opus-4-7")]
    [InlineData(null, "claude-opus-4-7")]
    public void OtherModels_CostTheStatedTier(string? preset, string model)
    {
        PriceQuote quote = PriceBook.BuiltIn.Find("p", preset, model);
        Assert.Equal((PriceOrigin.Unknown, TokenPrice.FromUsd(5, 25, 0.5m, 6.25m, 10)), (quote.Origin, quote.Price));
    }

    [Theory]
    [InlineData("openai", "gpt-5.5", 500)]
    [InlineData("openai", "gpt-5.5-pro", 3000)]
    [InlineData("azure", "gpt-5.4-mini-2026-03-05", 75)]
    [InlineData("anthropic", "claude-opus-4-20250514", 1500)]
    [InlineData("minimax", "MiniMax-M2", 30)]
    public void LongestName_Wins(string preset, string model, int cents) => Assert.Equal(Money.FromUsd(cents / 100m), Price(preset, model).Cost(new TokenCounts(1_000_000, 0)));

    [Theory]
    [InlineData("ollama")]
    [InlineData("vllm")]
    [InlineData("lmstudio")]
    [InlineData("llamacpp")]
    public void LocalServers_AreFreeByRule(string preset) => Assert.Equal((PriceOrigin.Free, TokenPrice.Free), (PriceBook.BuiltIn.Find("p", preset, "x").Origin, Price(preset, "x")));

    [Fact]
    public void NothingElse_IsFree() => Assert.All(
        PriceTable.BuiltIn.Prices.Append(PriceTable.BuiltIn.Unknown), entry => Assert.True(entry.Input > 0 && entry.Output > 0 && entry.CacheRead > 0 && entry.CacheWrite5m > 0 && entry.CacheWrite1h > 0, entry.Model));

    /// <summary>Gemini's prices double beyond 200,000 tokens of input.</summary>
    [Fact]
    public void LongInput_MakesTheWholeMessageDearer()
    {
        PriceQuote quote = PriceBook.BuiltIn.Find("gemini", "gemini", "gemini-2.5-pro");
        Assert.Equal((1_250_000L, 2_500_000L), (quote.For(200_000).Input, quote.For(200_001).Input));
        Assert.All(PriceTable.BuiltIn.Prices.Where(entry => entry.Above is not null), entry => Assert.True(entry.Above!.Input >= entry.Input && entry.Above.Output >= entry.Output));
    }

    [Fact]
    public void ModelEntry_GoesBeforeOverride_GoesBeforeTable()
    {
        var book = new PriceBook(
            [new PriceOverride("mine", "gpt-*", new ModelPrice(1, 2, null, null)), new PriceOverride(null, "*", new ModelPrice(9, 9, 9, 9))], unknown: new ModelPrice(7, null, null, null));
        Assert.Equal(TokenPrice.FromUsd(1, 2, 1, 1, 1), book.Find("mine", "openai", "gpt-5.5").Price);
        Assert.Equal(TokenPrice.FromUsd(9, 9, 9, 9, 9), book.Find("theirs", "openai", "gpt-5.5").Price);
        PriceQuote own = book.Find("mine", "openai", "gpt-5.5", new ModelPrice(null, 4, null, null));
        Assert.Equal((PriceOrigin.Configured, TokenPrice.FromUsd(1, 4, 1, 1, 1)), (own.Origin, own.Price));
        Assert.Equal(7_000_000, new PriceBook([], new ModelPrice(7, null, null, null)).Find("p", null, "x").Price.Input);
    }

    [Fact]
    public void Multiplier_IsInThePriceAndRoundsUp()
    {
        Assert.Equal(TokenPrice.FromUsd(6, 30, 0.6m, 7.5m, 12), PriceBook.BuiltIn.Find("a", "anthropic", "claude-opus-4-7", multiplier: 1.2m).Price);
        Assert.Equal(1, new TokenPrice(1, 1, 1, 1, 1).Times(0.1m).Input);
    }

    /// <summary>Each line says where its price was read and when.</summary>
    [Fact]
    public void EveryLine_HasASourceADateAndAKnownPreset() => Assert.All(PriceTable.BuiltIn.Prices, entry =>
    {
        Assert.StartsWith("https://", entry.Source, StringComparison.Ordinal);
        Assert.InRange(entry.Date, new DateOnly(2025, 12, 1), new DateOnly(2026, 11, 21));
        Assert.All(entry.Providers, provider => Assert.NotNull(ProviderPresets.Find(provider)));
        Assert.Equal(entry.Model.ToLowerInvariant(), entry.Model);
        Assert.Single(PriceTable.BuiltIn.Prices, other => other.Model == entry.Model && other.Providers.Intersect(entry.Providers, StringComparer.Ordinal).Any());
    });

    private static TokenPrice Price(string preset, string model) => PriceBook.BuiltIn.Find("p", preset, model).Price;
}
