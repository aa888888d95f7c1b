using Router.Core.Routing;
using Router.Core.Spend.Pricing;

namespace Router.Api.Spend;

/// <summary>What targets cost: by the price of the entry that leads there, else by the built-in table.</summary>
internal static class TargetPrices
{
    public static PriceQuote Of(Target target) => PriceBook.BuiltIn.Find(target.Provider.Name, target.Provider.Preset, target.Model, target.Terms.Price);
}
