using System.IO.Pipelines;
using Router.Api.Filters;
using Router.Api.Messages;
using Router.Api.Upstream;
using Router.Core.Routing;
using Router.Core.Usage;
using Router.Protocol.Anthropic.Collecting;

namespace Router.Api.Caching;

/// <summary>
/// Stands before the providers: answers what was answered before, lets those who want the same share one answer, and keeps answers.
/// Where the cache has no part, messages go straight to the walk.
/// </summary>
internal sealed class CachedWalk(UpstreamWalk walk, CachePlanner planner, AnswerKeeper keeper, MessageFilters filters, FlightBoard board, FlightListener listener, AnswerTeller teller)
{
    /// <summary>How many answers that failed a message waits for before it asks for itself: a row of failures must not take as long as all of them together.</summary>
    private const int MostFailures = 2;

    public async Task RunAsync(MessageExchange exchange)
    {
        if (await planner.OfAsync(exchange) is not { } plan)
        {
            await walk.RunAsync(exchange);
            return;
        }

        int failures = 0;
        while (true)
        {
            if (await HitAsync(exchange, plan))
            {
                return;
            }

            // Who wants a new answer shares none that was begun before he asked.
            bool isAlone = plan.IsRefresh || failures == MostFailures;
            string user = exchange.Principal.User;
            Flight flight = new(user);
            if (!isAlone && !board.BeginOrJoin(plan.Key, user, ref flight))
            {
                using var seat = new FlightSeat(flight, user, exchange.Context.RequestAborted);
                if (flight.IsTold)
                {
                    // It was told a moment ago: what is kept of it is a hit, the rest is asked for anew.
                    await flight.Over.WaitAsync(exchange.Context.RequestAborted);
                    continue;
                }

                exchange.Cache = CacheOutcome.Joined;
                if (await listener.JoinAsync(flight, exchange, plan))
                {
                    return;
                }

                failures++;
            }
            else
            {
                using (flight)
                {
                    await LeadAsync(exchange, plan, flight, looksAgain: !isAlone);
                }

                return;
            }
        }
    }

    private async ValueTask<bool> HitAsync(MessageExchange exchange, CachePlan plan)
    {
        if (await keeper.FindAsync(plan) is not { } answer)
        {
            return false;
        }

        Target? target = exchange.Route.Targets.FirstOrDefault(target => target.Provider.Name == answer.Provider && target.Model == answer.Model);
        if (target is null || !await filters.MayHaveAsync(exchange, plan, target))
        {
            return false;
        }

        AnswerTeller.Note(exchange, CacheOutcome.Hit, target, answer.Tokens);
        bool zero = exchange.Snapshot.Config.Cache.UsageOnHit == "zero";
        await teller.TellAsync(exchange, WholeMessage.Copy(answer.Message.Span, zero, freshIds: plan.IsPrefix));
        return true;
    }

    /// <summary>Asks a provider. When this client leaves, the work goes on for those who joined.</summary>
    private async Task LeadAsync(MessageExchange exchange, CachePlan plan, Flight flight, bool looksAgain)
    {
        using var seat = new FlightSeat(flight, exchange.Principal.User, exchange.Context.RequestAborted);
        try
        {
            // One that ended between the first look and the flight's begin.
            if (looksAgain && await HitAsync(exchange, plan))
            {
                return;
            }

            exchange.Cache = CacheOutcome.Miss;
            exchange.Flight = flight;
            await (exchange.Stream is { } client ? RelayAsync(exchange, plan, flight, client) : AskAsync(exchange, plan, flight));
        }
        finally
        {
            exchange.Flight = null;
            flight.End(FlightEnd.Broken); // where nothing else ended it
            board.Remove(plan.Key, flight);
        }
    }

    private async Task RelayAsync(MessageExchange exchange, CachePlan plan, Flight flight, IClientStream client)
    {
        exchange.Stream = new FlightStream(flight, exchange, plan);
        Task listening = FlightListener.LeadAsync(flight, exchange, client);
        try
        {
            await AskAsync(exchange, plan, flight);
        }
        finally
        {
            flight.End(FlightEnd.Broken);
            exchange.Stream = client;
            await listening.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        await listening; // the client may have left
    }

    private async Task AskAsync(MessageExchange exchange, CachePlan plan, Flight flight)
    {
        try
        {
            await walk.RunAsync(exchange);
        }
        catch (OverlongAnswerException)
        {
            exchange.Ending = MessageEnding.Cut; // who shares it is told, and nothing is tried again
        }

        FlightEnd end = AnswerKeeper.End(exchange, plan, flight);
        flight.End(end);
        ValueTask<FlushResult> flushing = exchange is { Stream: null, Ending: MessageEnding.Complete } ? exchange.Context.Response.BodyWriter.FlushAsync() : default;
        try
        {
            await keeper.KeepAsync(exchange, plan, end);
        }
        finally
        {
            // Here and not behind the client, which may read for long.
            board.Remove(plan.Key, flight);
            flight.Close();
        }

        await flushing;
    }
}
