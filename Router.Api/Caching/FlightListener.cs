using Router.Api.Filters;
using Router.Api.Messages;
using Router.Api.Spend;
using Router.Core.Spend;
using Router.Core.Usage;

namespace Router.Api.Caching;

/// <summary>Brings a shared answer to one of its clients.</summary>
internal sealed class FlightListener(MessageFilters filters, AnswerTeller teller, Billing billing, TimeProvider clock)
{
    /// <summary>Brings a stream to the client that its provider was asked for. What the walk settles and notes concerns this client.</summary>
    public static async Task LeadAsync(Flight flight, MessageExchange exchange, IClientStream client)
    {
        int position = 0;
        while (true)
        {
            FlightNews news = await flight.NextAsync(position, exchange.Context.RequestAborted);
            if (news.Parts.Length > 0)
            {
                await client.CommitAsync(exchange, news.Head!.Passed, news.Head.ContentType);
                foreach (FlightPart part in news.Parts)
                {
                    await client.WriteAsync(part.Frames);
                }

                await client.FlushAsync();
                position += news.Parts.Length;
            }
            else
            {
                if (news.End!.Error is { } error)
                {
                    await client.FailAsync(exchange, error);
                }

                return;
            }
        }
    }

    /// <summary>Brings the answer to a client that joined.</summary>
    /// <returns>False when there is none for him, and nothing of it has reached the client: it may be asked for anew.</returns>
    public async Task<bool> JoinAsync(Flight flight, MessageExchange exchange, CachePlan plan)
    {
        int position = 0;
        while (true)
        {
            FlightNews news = await flight.NextAsync(position, exchange.Context.RequestAborted);
            position += news.Parts.Length;
            if (news.Parts.Length > 0 && exchange.Stream is { } client)
            {
                if (!exchange.IsAsking && !(news.Head!.IsPlanned && await filters.MayHaveAsync(exchange, plan, news.Head.Target)))
                {
                    return false;
                }

                await WriteAsync(exchange, client, news);
            }
            else if (news.End is { } end)
            {
                return exchange.IsAsking ? await EndAsync(exchange, end) : await TellAsync(exchange, plan, end);
            }
        }
    }

    private async Task WriteAsync(MessageExchange exchange, IClientStream client, FlightNews news)
    {
        if (!exchange.IsAsking)
        {
            exchange.IsAsking = true;
            exchange.FirstContent = clock.GetTimestamp();
            AnswerTeller.Note(exchange, CacheOutcome.Joined, news.Head!.Target, default);
        }

        await client.CommitAsync(exchange, [], news.Head!.ContentType);
        foreach (FlightPart part in news.Parts)
        {
            if (part.IsEnd)
            {
                exchange.Saved = part.Tokens;
                await billing.SettleAsync(exchange, SettlementKind.Answered, StatusCodes.Status200OK);
            }

            await client.WriteAsync(part.Frames);
        }

        await client.FlushAsync();
    }

    private static async Task<bool> EndAsync(MessageExchange exchange, FlightEnd end)
    {
        exchange.Ending = end.IsWhole ? MessageEnding.Complete : MessageEnding.Cut;
        if (end.JoinersError is { } error)
        {
            await exchange.Stream!.FailAsync(exchange, error);
        }

        return true;
    }

    private async Task<bool> TellAsync(MessageExchange exchange, CachePlan plan, FlightEnd end)
    {
        if (end.Message is not { } message || !await filters.MayHaveAsync(exchange, plan, end.Target!))
        {
            return false;
        }

        AnswerTeller.Note(exchange, CacheOutcome.Joined, end.Target, end.Tokens);
        await teller.TellAsync(exchange, message);
        return true;
    }
}
