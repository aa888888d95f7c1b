using System.Buffers;
using Router.Api.Messages;
using Router.Protocol.Anthropic;
using Router.Protocol.Json;

namespace Router.Api.Upstream;

/// <summary>
/// Relays an answer in one piece. It is read whole before a byte goes out, so that a cut is a failure that another target can mend;
/// to a client that asked for a stream it is told as one.
/// </summary>
internal sealed class BodyRelay(TimeProvider clock)
{
    public async Task<UpstreamFailure?> RunAsync(MessageExchange exchange, Candidate candidate, HttpResponseMessage response, Stream body, SilenceWatch watch)
    {
        ArrayBufferWriter<byte> content = await ResponseBody.ReadAsync(body, watch);
        watch.Token.ThrowIfCancellationRequested();
        if (!MessagePayloadReader.TryRead(content.WrittenSpan, default, out MessagePayload payload))
        {
            return new UpstreamFailure(FailureKind.NotAnAnswer, candidate.Target, $"HTTP 200 with {content.WrittenCount} bytes that are not a JSON object");
        }

        if (payload.Type == "error")
        {
            return ErrorFailures.Of(candidate, payload, content.WrittenSpan.ToArray(), response);
        }

        if (payload.Type != "message")
        {
            return new UpstreamFailure(FailureKind.NotAnAnswer, candidate.Target, $"HTTP 200 with {content.WrittenCount} bytes of JSON that are no message");
        }

        if (exchange.Stream is not null)
        {
            return await ReplayAsync(exchange, exchange.Stream, candidate, response, content, payload);
        }

        Begin(exchange, payload);
        await WriteAsync(exchange, response, content, payload);
        exchange.Ending = MessageEnding.Complete;
        return null;
    }

    /// <summary>A message in place of the stream that was asked for. The client answers JSON to a streamed request with a second request (measured).</summary>
    private async Task<UpstreamFailure?> ReplayAsync(
        MessageExchange exchange, ClientStream client, Candidate candidate, HttpResponseMessage response, ArrayBufferWriter<byte> content, MessagePayload payload)
    {
        var events = new ArrayBufferWriter<byte>(content.WrittenCount + (4 * 1024));
        if (!MessageReplay.TryWrite(content.WrittenSpan, events, exchange.RewritesModel ? BodyEdits.Quoted(exchange.Request.Model) : default))
        {
            return new UpstreamFailure(FailureKind.NotAnAnswer, candidate.Target, $"HTTP 200 with a message of {content.WrittenCount} bytes that has no content");
        }

        Begin(exchange, payload);
        await client.CommitAsync(exchange, ResponseHeaders.Passed(response.Headers), contentType: null);
        await client.WriteAsync(events.WrittenMemory);
        await client.FlushAsync();
        exchange.Ending = MessageEnding.Complete;
        return null;
    }

    private void Begin(MessageExchange exchange, MessagePayload payload)
    {
        exchange.Usage = payload.Usage;
        exchange.FirstContent = clock.GetTimestamp();
    }

    private static async Task WriteAsync(MessageExchange exchange, HttpResponseMessage response, ArrayBufferWriter<byte> content, MessagePayload payload)
    {
        BodyEdit[] edits = payload.ModelStart >= 0 && exchange.RewritesModel
            ? [new BodyEdit(payload.ModelStart, payload.ModelLength, BodyEdits.Quoted(exchange.Request.Model))]
            : [];
        var edited = new EditedBody(content.WrittenMemory, edits);
        HttpResponse client = exchange.Context.Response;
        ResponseHeaders.Apply(ResponseHeaders.Passed(response.Headers), client.Headers);
        RouterHeaders.Apply(exchange);
        client.StatusCode = StatusCodes.Status200OK;
        client.ContentType = "application/json";
        client.ContentLength = edited.Length;
        foreach (ReadOnlyMemory<byte> piece in edited.Pieces)
        {
            client.BodyWriter.Write(piece.Span);
        }

        await client.BodyWriter.FlushAsync();
    }
}
