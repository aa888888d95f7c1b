using Router.Core.Routing;
using Router.Core.Spend.Pricing;

namespace Router.Api.Spend;

/// <summary>What targets cost: by the price of the entry that leads there, else by the built-in table.</summary>
internal static class TargetPrices
{
    public static PriceQuote Of(Target target) => PriceBook.BuiltIn.Find(target.Provider.Name, target.Provider.Preset, target.Model, target.Terms.Price);

    /// <summary>A price that no target of a route exceeds in anything: whoever answers, failover included, is covered by what is reserved at it.</summary>
    public static PriceQuote Dearest(Route route, long inputBound)
    {
        PriceQuote dearest = Of(route.Targets[0]);
        foreach (Target target in route.Targets)
        {
            PriceQuote quote = Of(target);
            dearest = dearest with { Price = Dearer(dearest.Price, Dearer(quote.Price, quote.For(inputBound))) };
        }

        return dearest;
    }

    private static TokenPrice Dearer(TokenPrice one, TokenPrice other) => new(
        Math.Max(one.Input, other.Input), Math.Max(one.Output, other.Output), Math.Max(one.CacheRead, other.CacheRead),
        Math.Max(one.CacheWrite5m, other.CacheWrite5m), Math.Max(one.CacheWrite1h, other.CacheWrite1h));
}
