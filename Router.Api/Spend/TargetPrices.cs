using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Core.Spend.Pricing;

namespace Router.Api.Spend;

/// <summary>What targets cost: by the price of the entry that leads there, else by <c>prices</c> of router.json, else by the built-in table.</summary>
internal sealed class TargetPrices(RouterConfig config)
{
    private readonly PriceBook _book = new([.. config.Prices.Select(price => new PriceOverride(price.Provider, price.Model, price.Price))], config.UnknownPrice);

    /// <summary>What nobody knows costs.</summary>
    public PriceQuote Unknown => _book.UnknownTier;

    public PriceQuote Of(Target target, decimal multiplier = 1) => _book.Find(target.Provider.Name, target.Provider.Preset, target.Model, target.Terms.Price, multiplier);

    /// <summary>A price that no target of a route exceeds in anything: whoever answers, failover included, is covered by what is reserved at it.</summary>
    public PriceQuote Dearest(Route route, long inputBound, decimal multiplier)
    {
        PriceQuote dearest = Of(route.Targets[0], multiplier);
        foreach (Target target in route.Targets)
        {
            PriceQuote quote = Of(target, multiplier);
            dearest = dearest with { Price = Dearer(dearest.Price, Dearer(quote.Price, quote.For(inputBound))) };
        }

        return dearest;
    }

    private static TokenPrice Dearer(TokenPrice one, TokenPrice other) => new(
        Math.Max(one.Input, other.Input), Math.Max(one.Output, other.Output), Math.Max(one.CacheRead, other.CacheRead),
        Math.Max(one.CacheWrite5m, other.CacheWrite5m), Math.Max(one.CacheWrite1h, other.CacheWrite1h));
}
