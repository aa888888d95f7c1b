using System.Collections.Immutable;
using Router.Api.CountTokens;
using Router.Api.Messages;
using Router.Core.Routing;

namespace Router.Api.Upstream;

/// <summary>Puts those targets first that can serve a message: by their windows, and by what they take. Where there is no choice nothing is looked at.</summary>
internal sealed class FittingTargets(TokenEstimates estimates)
{
    /// <summary>The targets in their new order; what moved is noted at the message.</summary>
    public ImmutableArray<Target> Order(MessageExchange exchange, ImmutableArray<Target> targets)
    {
        if (targets.Length < 2)
        {
            return targets;
        }

        var needs = MessageNeeds.Of(exchange.Body.Span, exchange.Request.MaxTokens);
        FittingOrder order = TargetFit.Order(targets, needs, target => estimates.Corrected(estimates.InputOf(exchange), target));
        exchange.RouteNotes = [.. exchange.RouteNotes, .. order.Notes];
        return order.Targets;
    }
}
