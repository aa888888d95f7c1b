using System.Buffers;
using System.Collections.Immutable;
using Router.Api.Messages;
using Router.Api.Spend;
using Router.Api.Upstream.Failures;
using Router.Api.Upstream.Gates;
using Router.Api.Upstream.PassThrough;
using Router.Core.Spend;
using Router.Protocol.Anthropic;
using Router.Protocol.Json;

namespace Router.Api.Upstream;

/// <summary>
/// Relays an answer in one piece. It is read whole before a byte goes out, so that a cut is a failure that another target can mend;
/// to a client that asked for a stream it is told as one.
/// </summary>
internal sealed class BodyRelay(GateEntrance entrance, Billing billing, TimeProvider clock)
{
    public async Task<UpstreamFailure?> RunAsync(MessageExchange exchange, Candidate candidate, OutgoingMessage outgoing, HttpResponseMessage response, Stream body, SilenceWatch watch)
    {
        ArrayBufferWriter<byte> answer = await ResponseBody.ReadAsync(body, watch);
        watch.Token.ThrowIfCancellationRequested();
        if (outgoing.ReadWhole(answer.WrittenMemory, candidate, response, out ReadOnlyMemory<byte> content) is { } failure)
        {
            return failure;
        }

        if (!MessagePayloadReader.TryRead(content.Span, default, out MessagePayload payload))
        {
            return new UpstreamFailure(FailureKind.NotAnAnswer, candidate.Target, $"HTTP 200 with {content.Length} bytes that are not a JSON object");
        }

        if (payload.Type == "error")
        {
            return ErrorFailures.Of(candidate, payload, content.Span.ToArray(), response);
        }

        if (payload.Type != "message")
        {
            return new UpstreamFailure(FailureKind.NotAnAnswer, candidate.Target, $"HTTP 200 with {content.Length} bytes of JSON that are no message");
        }

        if (!exchange.IsAnsweredHere)
        {
            await entrance.AnsweringAsync(candidate, response.Headers);
        }

        if (exchange.Stream is not null)
        {
            return await ReplayAsync(exchange, exchange.Stream, candidate, outgoing.PassedHeaders(response.Headers), content, payload);
        }

        await BeginAsync(exchange, payload);
        await WriteAsync(exchange, outgoing.PassedHeaders(response.Headers), content, payload);
        exchange.Ending = MessageEnding.Complete;
        return null;
    }

    /// <summary>A message in place of the stream that was asked for. The client answers JSON to a streamed request with a second request (measured).</summary>
    private async Task<UpstreamFailure?> ReplayAsync(
        MessageExchange exchange, IClientStream client, Candidate candidate, ImmutableArray<KeyValuePair<string, string>> passed, ReadOnlyMemory<byte> content, MessagePayload payload)
    {
        var events = new ArrayBufferWriter<byte>(content.Length + (4 * 1024));
        if (!MessageReplay.TryWrite(content.Span, events, exchange.AnswerModel is { } name ? BodyEdits.Quoted(name) : default))
        {
            return new UpstreamFailure(FailureKind.NotAnAnswer, candidate.Target, $"HTTP 200 with a message of {content.Length} bytes that has no content");
        }

        await BeginAsync(exchange, payload);
        await client.CommitAsync(exchange, passed, contentType: null);
        await client.WriteAsync(events.WrittenMemory);
        await client.FlushAsync();
        exchange.Ending = MessageEnding.Complete;
        return null;
    }

    private ValueTask BeginAsync(MessageExchange exchange, MessagePayload payload)
    {
        exchange.Usage = payload.Usage;
        exchange.FirstContent = clock.GetTimestamp();
        return billing.SettleAsync(exchange, SettlementKind.Answered, StatusCodes.Status200OK);
    }

    private static async Task WriteAsync(MessageExchange exchange, ImmutableArray<KeyValuePair<string, string>> passed, ReadOnlyMemory<byte> content, MessagePayload payload)
    {
        BodyEdit[] edits = payload.ModelStart >= 0 && exchange.AnswerModel is { } name
            ? [new BodyEdit(payload.ModelStart, payload.ModelLength, BodyEdits.Quoted(name))]
            : [];
        var edited = new EditedBody(content, edits);
        exchange.Flight?.Keep(edited.Pieces);
        HttpResponse client = exchange.Context.Response;
        ResponseHeaders.Apply(BudgetHeaders.Passed(exchange, passed), client.Headers);
        RouterHeaders.Apply(exchange);
        client.StatusCode = StatusCodes.Status200OK;
        client.ContentType = "application/json";
        client.ContentLength = edited.Length;
        foreach (ReadOnlyMemory<byte> piece in edited.Pieces)
        {
            client.BodyWriter.Write(piece.Span);
        }

        // A slow client must not hold back those who share the answer: the cache flushes.
        if (exchange.Flight is null)
        {
            await client.BodyWriter.FlushAsync();
        }
    }
}
