using System.Buffers;
using System.Collections.Immutable;
using Router.Api.Messages;
using Router.Api.Spend;
using Router.Core.Routing;
using Router.Core.Spend;
using Router.Core.Usage;
using Router.Protocol.Anthropic;

namespace Router.Api.Caching;

/// <summary>Tells a whole message to a client that no provider was asked for: as a stream or in one piece, whichever it wants.</summary>
internal sealed class AnswerTeller(Billing billing, TimeProvider clock)
{
    /// <summary>Notes at a message that it is answered without its provider.</summary>
    public static void Note(MessageExchange exchange, CacheOutcome outcome, Target? target, TokenCounts saved) =>
        (exchange.Cache, exchange.IsAnsweredHere, exchange.Target, exchange.Saved) = (outcome, true, target, saved);

    /// <summary>Tells it; the message is settled before.</summary>
    public async Task TellAsync(MessageExchange exchange, ReadOnlyMemory<byte> message)
    {
        exchange.FirstContent = clock.GetTimestamp();
        await billing.SettleAsync(exchange, SettlementKind.Answered, StatusCodes.Status200OK);
        if (exchange.Stream is { } client)
        {
            var events = new ArrayBufferWriter<byte>(message.Length + (4 * 1024));
            if (!MessageReplay.TryWrite(message.Span, events))
            {
                throw new InvalidOperationException("A kept message can't be told as a stream.");
            }

            await client.CommitAsync(exchange, [], contentType: null);
            await client.WriteAsync(events.WrittenMemory);
            await client.FlushAsync();
        }
        else
        {
            await WriteAsync(exchange, message);
        }

        exchange.Ending = MessageEnding.Complete;
    }

    private static async Task WriteAsync(MessageExchange exchange, ReadOnlyMemory<byte> message)
    {
        HttpResponse response = exchange.Context.Response;
        ImmutableArray<KeyValuePair<string, string>> budget = BudgetHeaders.Passed(exchange, []);
        Upstream.ResponseHeaders.Apply(budget, response.Headers);
        RouterHeaders.Apply(exchange);
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json";
        response.ContentLength = message.Length;
        await response.BodyWriter.WriteAsync(message);
    }
}
