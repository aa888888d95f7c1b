using System.Buffers;
using Router.Api.Messages;
using Router.Api.Spend;
using Router.Api.Upstream.Failures;
using Router.Core.Caching;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Protocol.Anthropic;
using Router.Protocol.Anthropic.Collecting;

namespace Router.Api.Caching;

/// <summary>Keeps answers: whole ones that ended by themselves, of the targets that should answer.</summary>
internal sealed class AnswerKeeper(IAnswerStore store, CacheTally tally)
{
    /// <summary>What is kept under a plan's key; null for nothing.</summary>
    public async ValueTask<CachedAnswer?> FindAsync(CachePlan plan) =>
        !plan.IsRefresh && await store.FindAsync(plan.Key) is { } bytes ? CachedAnswer.Decode(bytes) : null;

    /// <summary>How a flight ended whose provider was asked.</summary>
    public static FlightEnd End(MessageExchange exchange, CachePlan plan, Flight flight)
    {
        if (exchange.Ending != MessageEnding.Complete)
        {
            return EndEarly(exchange.Ending, (exchange.Stream as FlightStream)?.Error);
        }

        ReadOnlyMemory<byte>? message = flight.Whole;
        if (message is null)
        {
            var collected = new ArrayBufferWriter<byte>();
            message = MessageCollector.TryCollect(flight.Frames().Span, collected) ? collected.WrittenMemory : null;
        }

        // Only what can be told again in either way is shared in either way, and only what answers the body that was compared.
        bool isTold = plan.IsOf(exchange) && message is { } found && MessageReplay.TryWrite(found.Span, new ArrayBufferWriter<byte>());
        return new FlightEnd { IsWhole = true, Message = isTold ? message : null, Target = exchange.Target, Tokens = BilledTokens.Reported(exchange.Usage) };
    }

    /// <summary>Keeps an answer, if it is one to keep.</summary>
    public async ValueTask KeepAsync(MessageExchange exchange, CachePlan plan, FlightEnd end)
    {
        if (end.Message is { } message && end.Target is { } target && !exchange.IsAnsweredHere && IsWanted(exchange, plan, target)
            && WholeMessage.StopReason(message.Span) is "end_turn" or "tool_use")
        {
            var label = new CacheLabel(exchange.Principal.Tenant, Origins.Of(exchange).Model);
            if (await store.PutAsync(plan.Key, label, new CachedAnswer(target.Provider.Name, target.Model, end.Tokens, message).Encode(), plan.Lifetime))
            {
                tally.Stored(label);
            }
        }
    }

    /// <summary>Whose budget has no room for more is told so; those who joined are not told what of it is spent.</summary>
    private static FlightEnd EndEarly(MessageEnding ending, ClientAnswer? error) => new()
    {
        Error = error,
        JoinersError = ending switch
        {
            MessageEnding.Stopped => FlightEnd.EndedEarly,
            MessageEnding.ProviderError => error, // without one the provider's own event was relayed
            _ => error ?? FlightEnd.EndedEarly,
        },
    };

    /// <summary>An outage of the first target must not be remembered longer than it lasts.</summary>
    private static bool IsWanted(MessageExchange exchange, CachePlan plan, Target target) =>
        !target.IsDowngrade && (exchange.Route.Strategy != RouteStrategy.Ordered || target.Place == plan.First.Place);
}
