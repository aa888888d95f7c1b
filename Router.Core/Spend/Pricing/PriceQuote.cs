using Router.Core.Configuration;

namespace Router.Core.Spend.Pricing;

/// <summary>What a model costs, and who says so.</summary>
/// <param name="Price">The price.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Source">The page; empty for configuration and free providers.</param>
/// <param name="Date">The day for which the source said it; null where there is none.</param>
public sealed record PriceQuote(TokenPrice Price, PriceOrigin Origin, string Source, DateOnly? Date)
{
    /// <summary>Where a longer input makes the whole message dearer: from more than so many tokens on. Null for none.</summary>
    public long? LongFrom { get; init; }

    /// <summary>The price of such a message.</summary>
    public TokenPrice LongPrice { get; init; }

    /// <summary>The price of a message by all of its input, cached or not.</summary>
    public TokenPrice For(long inputTokens) => inputTokens > LongFrom ? LongPrice : Price;

    /// <summary>The quote with a price of configuration, which holds for any length.</summary>
    public PriceQuote With(ModelPrice own) => new(Price.With(own), PriceOrigin.Configured, "", null);

    /// <summary>The quote with a tenant's multiplier, ≥ 0.</summary>
    public PriceQuote Times(decimal multiplier) => multiplier == 1 ? this : this with { Price = Price.Times(multiplier), LongPrice = LongPrice.Times(multiplier) };
}
