using Router.Api.Configuration;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Core.Spend.Pricing;

namespace Router.Api.Doctor.Setup;

/// <summary>Which models have a price that nobody knows: they are charged by the tier for such models, dearer than most.</summary>
internal static class PriceChecks
{
    public static IEnumerable<Check> Of(RouterConfig config, RouterSnapshot snapshot)
    {
        IEnumerable<(string Path, string Name, bool AsAsked)> names = config.Models.Select(model => ($"models.{model.Name}", model.Name, model.Targets.Any(target => IsAsAsked(target.Target))))
            .Concat(config.Tiers.Entries().Select(tier => ($"tiers.{tier.Key}", tier.Key, IsAsAsked(tier.Target))));
        return names.SelectMany(entry => Unknown(snapshot, entry.Name, entry.AsAsked).Select(target => (entry.Path, Target: target)))
            .DistinctBy(found => found.Target.ToString(), StringComparer.Ordinal)
            .Select(found => Check.Warning(found.Path, $"the price of {found.Target} is not known, so it is charged {Tier(snapshot)}", $"set it under \"prices\": {{ \"{found.Target}\": {{ \"input\": …, \"output\": … }} }}"));
    }

    /// <summary>Where a <c>*</c> stands for the name as asked, nobody can say before what it will cost.</summary>
    private static IEnumerable<Target> Unknown(RouterSnapshot snapshot, string name, bool asAsked) => (snapshot.Routes.Resolve(name)?.Targets ?? [])
        .Where(target => !target.Model.Contains('*', StringComparison.Ordinal) && !(asAsked && target.Model == name) && snapshot.Prices.Of(target).Origin == PriceOrigin.Unknown);

    private static bool IsAsAsked(string target) => target.Contains('*', StringComparison.Ordinal);

    private static string Tier(RouterSnapshot snapshot)
    {
        TokenPrice price = snapshot.Prices.Unknown.Price;
        return FormattableString.Invariant($"${TokenPrice.UsdOf(price.Input):0.####} a million input tokens and ${TokenPrice.UsdOf(price.Output):0.####} a million output tokens");
    }
}
