using System.Buffers;
using Router.Api.Messages;
using Router.Protocol.Anthropic;
using Router.Protocol.Json;

namespace Router.Api.Upstream;

/// <summary>Relays an answer in one piece. It is read whole before a byte goes out, so that a cut is a failure that another target can mend.</summary>
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

        if (payload.Type == "message" && exchange.Stream is { } stream)
        {
            // JSON in place of a stream: it goes out as it is, and the pings end before the look at what they have committed.
            await stream.EndPingsAsync();
        }

        if (payload.Type != "message" || exchange.Stream is { IsCommitted: true })
        {
            return new UpstreamFailure(FailureKind.NotAnAnswer, candidate.Target, $"HTTP 200 with {content.WrittenCount} bytes of JSON that are no message");
        }

        exchange.Usage = payload.Usage;
        exchange.FirstContent = clock.GetTimestamp();
        await WriteAsync(exchange, response, content, payload);
        exchange.Ending = MessageEnding.Complete;
        return null;
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
