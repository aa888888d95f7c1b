using Router.Api.Errors;
using Router.Api.Messages;
using Router.Core.Routing;

namespace Router.Api.Upstream;

/// <summary>
/// Relays a stream: holds frames back until first content, then passes them on as they come. Before content every failure is a value that
/// another target can mend; after it the client gets an error event, and nothing is tried again.
/// </summary>
internal sealed class StreamRelay(TimeProvider clock)
{
    /// <summary>What is written at most before the client's connection has taken it, in bytes.</summary>
    private const long LargestBatch = 64 * 1024;

    public async Task<UpstreamFailure?> RunAsync(MessageExchange exchange, Candidate candidate, HttpResponseMessage response, Stream upstream, SilenceWatch watch)
    {
        ClientStream client = exchange.Stream!;
        using var frames = new FrameBuffer(exchange.RewritesModel ? BodyEdits.Quoted(exchange.Request.Model) : null);
        bool relaying = false;
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
                    return ErrorFailures.Of(candidate, frames.Error, frames.ErrorData, response);
                }

                if (!frames.HasContent)
                {
                    continue;
                }

                if (!relaying)
                {
                    relaying = true;
                    exchange.FirstContent = clock.GetTimestamp();
                    await client.CommitAsync(exchange, ResponseHeaders.Passed(response.Headers), response.Content.Headers.ContentType?.ToString());
                }

                await frames.ForwardAsync(client);
            }
            while (read > 0);
        }
        catch (Exception exception) when (relaying && exception is HttpRequestException or IOException or OperationCanceledException or InvalidDataException)
        {
            exchange.ClientGone.ThrowIfCancellationRequested();
        }

        if (!relaying)
        {
            return new UpstreamFailure(FailureKind.Cut, candidate.Target, "the stream ended before any content");
        }

        await EndAsync(exchange, candidate.Target, client, frames, watch);
        return null;
    }

    private static async ValueTask<int> ReadAsync(FrameBuffer frames, Stream upstream, ClientStream client, SilenceWatch watch)
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

    private static void Take(FrameBuffer frames, int read, SilenceWatch watch, TimeSpan idle)
    {
        (bool hadBegun, bool hadEnded, long events) = (frames.HasBegun, frames.HasEnded, frames.Events);
        frames.Take(read);
        if (frames.HasEnded && !hadEnded)
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

    private static async Task EndAsync(MessageExchange exchange, Target target, ClientStream client, FrameBuffer frames, SilenceWatch watch)
    {
        await client.FlushAsync();
        if (frames.HasError)
        {
            exchange.Ending = MessageEnding.ProviderError;
        }
        else if (frames.HasDelta)
        {
            exchange.Ending = MessageEnding.Complete;
        }
        else
        {
            exchange.Ending = watch.Expired ? MessageEnding.Silent : MessageEnding.Cut;
            await client.FailAsync(exchange, ClientAnswer.Of(watch.Expired
                ? RouterError.Of(504, $"Provider \"{target.Provider.Name}\" sent nothing more of its answer for {watch.ExpiredLimit.TotalSeconds:0.#} s.")
                : RouterError.Of(502, $"Provider \"{target.Provider.Name}\" cut the connection in the middle of its answer.")));
        }
    }
}
