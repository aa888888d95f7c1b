using Router.Api.Errors;
using Router.Api.Messages;
using Router.Api.Spend;
using Router.Api.Upstream.Failures;
using Router.Api.Upstream.Gates;
using Router.Core.Routing;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Protocol.Anthropic;
using ClientAnswer = Router.Api.Upstream.Failures.ClientAnswer;

namespace Router.Api.Upstream;

/// <summary>
/// Relays a stream: holds frames back until first content, then passes them on as they come. Before content every failure is a value that
/// another target can mend; after it the client gets an error event, and nothing is tried again.
/// </summary>
internal sealed class StreamRelay(GateEntrance entrance, Billing billing, TimeProvider clock)
{
    /// <summary>What is written at most before the client's connection has taken it, in bytes.</summary>
    private const long LargestBatch = 64 * 1024;

    public async Task<UpstreamFailure?> RunAsync(MessageExchange exchange, Candidate candidate, OutgoingMessage outgoing, HttpResponseMessage response, Stream upstream, SilenceWatch watch)
    {
        IClientStream client = exchange.Stream!;
        using IAnswerFrames frames = outgoing.OpenFrames();
        bool relaying = false, stopped = false;
        try
        {
            int read;
            do
            {
                read = await ReadAsync(frames, upstream, client, watch);
                Take(frames, read, watch, candidate.Target.Provider.Timeouts.Idle);
                exchange.Usage = frames.Usage;
                if (!relaying && frames.HasError)
                {
                    return frames.ToFailure(candidate, response);
                }

                if (!frames.HasContent)
                {
                    continue;
                }

                if (!relaying)
                {
                    relaying = true;
                    exchange.FirstContent = clock.GetTimestamp();
                    await entrance.AnsweringAsync(candidate, response.Headers);
                    await client.CommitAsync(exchange, outgoing.PassedHeaders(response.Headers), ResponseHeaders.ContentType(response.Content.Headers));
                }

                exchange.RelayedCharacters = frames.Characters;
                if (frames.HasEnded)
                {
                    await SettleAsync(exchange, frames);
                }

                await frames.ForwardAsync(client);
                // While others wait for it, it goes on as when its client leaves.
                stopped = !frames.HasDelta && !frames.HasFinished && !billing.MayGoOn(exchange) && exchange.Flight?.HasOthersThan(exchange.Principal.User) is not true;
            }
            while (read > 0 && !stopped);
        }
        catch (Exception exception) when (relaying && BrokenAnswer.Causes(exception))
        {
            exchange.ClientGone.ThrowIfCancellationRequested();
            frames.Break();
            exchange.Usage = frames.Usage;
            await SettleAsync(exchange, frames);
            await frames.ForwardAsync(client);
        }

        if (!relaying)
        {
            return new UpstreamFailure(FailureKind.Cut, candidate.Target, "the stream ended before any content");
        }

        await SettleAsync(exchange, frames);
        if (stopped)
        {
            await StopAsync(exchange, client);
        }
        else
        {
            await EndAsync(exchange, candidate, client, frames, response, watch);
        }

        return null;
    }

    /// <summary>Before the last event goes out: who asks again behind it finds the budget as it is, and the room that this message had.</summary>
    private ValueTask SettleAsync(MessageExchange exchange, IAnswerFrames frames) => billing.SettleAsync(
        exchange, frames.HasDelta && !frames.HasError ? SettlementKind.Answered : SettlementKind.Cut, StatusCodes.Status200OK);

    private static async Task StopAsync(MessageExchange exchange, IClientStream client)
    {
        await client.FlushAsync();
        exchange.Ending = MessageEnding.Stopped;
        await client.FailAsync(exchange, ClientAnswer.Of(
            new RouterError(StatusCodes.Status429TooManyRequests, ErrorType.Billing, SpendWords.Cut(exchange.Bill!.Cut!, exchange.Principal.Tenant)) { ShouldRetry = false }));
    }

    private static async ValueTask<int> ReadAsync(IAnswerFrames frames, Stream upstream, IClientStream client, SilenceWatch watch)
    {
        ValueTask<int> reading = upstream.ReadAsync(frames.Room(), watch.Token);
        if (client.Unflushed >= LargestBatch || (client.Unflushed > 0 && !reading.IsCompleted))
        {
            try
            {
                await client.FlushAsync();
            }
            catch
            {
                // The buffer must not go back to its pool while the read may still write to it.
                watch.Cancel();
                await reading.AsTask().ContinueWith(static _ => { }, TaskScheduler.Default);
                throw;
            }
        }

        watch.BeginWait();
        int read = await reading;
        watch.EndWait();
        return read;
    }

    private static void Take(IAnswerFrames frames, int read, SilenceWatch watch, TimeSpan idle)
    {
        (bool hadBegun, bool hadFinished, bool hadEnded, long events) = (frames.HasBegun, frames.HasFinished, frames.HasEnded, frames.Events);
        frames.Take(read);
        if ((frames.HasFinished && !hadFinished) || (frames.HasEnded && !hadEnded))
        {
            watch.AwaitEnd();
        }
        else if (frames.HasBegun && !hadBegun)
        {
            watch.AwaitMore(idle);
        }
        else if (frames.HasBegun && frames.Events > events)
        {
            watch.Content();
        }
        else
        {
            watch.NoContent();
        }
    }

    private static async Task EndAsync(
        MessageExchange exchange, Candidate candidate, IClientStream client, IAnswerFrames frames, HttpResponseMessage response, SilenceWatch watch)
    {
        await client.FlushAsync();
        if (frames.HasError)
        {
            exchange.Ending = MessageEnding.ProviderError;
            if (!frames.ForwardsErrors)
            {
                await client.FailAsync(exchange, FailureAnswers.For(frames.ToFailure(candidate, response)));
            }
        }
        else if (frames.HasDelta)
        {
            exchange.Ending = MessageEnding.Complete;
        }
        else
        {
            Target target = candidate.Target;
            exchange.Ending = watch.Expired ? MessageEnding.Silent : MessageEnding.Cut;
            await client.FailAsync(exchange, ClientAnswer.Of(watch.Expired
                ? RouterError.Of(504, $"Provider \"{target.Provider.Name}\" sent nothing more of its answer for {watch.ExpiredLimit.TotalSeconds:0.#} s.")
                : RouterError.Of(502, $"Provider \"{target.Provider.Name}\" cut the connection in the middle of its answer.")));
        }
    }
}
