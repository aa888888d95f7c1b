using System.Collections.Immutable;

namespace Router.Core.Spend.Pricing;

/// <summary>A line of prices.json: dollars a million tokens.</summary>
internal sealed record PriceEntry
{
    /// <summary>The presets whose model it is.</summary>
    public ImmutableArray<string> Providers { get; init; } = [];

    /// <summary>The model, lower case, without a date.</summary>
    public string Model { get; init; } = "";

    public required decimal Input { get; init; }

    public required decimal Output { get; init; }

    public required decimal CacheRead { get; init; }

    public required decimal CacheWrite5m { get; init; }

    public required decimal CacheWrite1h { get; init; }

    /// <summary>The price of a message with a long input; null when it is the same.</summary>
    public LongInputEntry? Above { get; init; }

    public required string Source { get; init; }

    public required DateOnly Date { get; init; }

    public PriceQuote Quote(PriceOrigin origin) => new(TokenPrice.FromUsd(Input, Output, CacheRead, CacheWrite5m, CacheWrite1h), origin, Source, Date)
    {
        LongFrom = Above?.Tokens,
        LongPrice = Above is { } dear ? TokenPrice.FromUsd(dear.Input, dear.Output, dear.CacheRead, dear.CacheWrite5m, dear.CacheWrite1h) : default,
    };
}
