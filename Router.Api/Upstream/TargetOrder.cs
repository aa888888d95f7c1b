using System.Collections.Immutable;
using Router.Api.Messages;
using Router.Api.Upstream.Gates;
using Router.Core.Admission.Choosing;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Core.Spend.Pricing;

namespace Router.Api.Upstream;

/// <summary>Puts a route's targets into the order of its strategy. All of them stay: the rest is for failover.</summary>
internal sealed class TargetOrder(TargetLatencies latencies)
{
    /// <summary>Coding agents send about so many times more than they get: it decides between prices.</summary>
    private const decimal InputShare = 0.95m;

    public ImmutableArray<Target> Of(MessageExchange exchange)
    {
        Route route = exchange.Route;
        if (route.Strategy == RouteStrategy.Ordered || route.Targets.Length == 1)
        {
            return route.Targets;
        }

        // What a public name among the targets leads to stays together, in its own order.
        ImmutableArray<ImmutableArray<Target>> places = [.. route.Targets.Where(target => !target.IsDowngrade).GroupBy(target => target.Place, (_, targets) => targets.ToImmutableArray())];
        ImmutableArray<TargetChoice> choices = [.. places.Select(targets => new TargetChoice(targets[0].Weight, Price(exchange, targets[0]), latencies.Of(targets[0])))];
        // A session draws the same number each time, so that its prompt cache stays warm.
        ImmutableArray<int> order = TargetChooser.Order(route.Strategy, choices, StableHash.Fraction(exchange.Session));
        return [.. order.SelectMany(place => places[place]), .. route.Targets.Where(target => target.IsDowngrade)];
    }

    /// <summary>What a target costs; null when nobody said so: the tier for unknown models is what is charged, and no reason to prefer one.</summary>
    private static decimal? Price(MessageExchange exchange, Target target)
    {
        PriceQuote quote = exchange.Snapshot.Prices.Of(target);
        return quote.Origin == PriceOrigin.Unknown ? null : (quote.Price.Input * InputShare) + (quote.Price.Output * (1 - InputShare));
    }
}
