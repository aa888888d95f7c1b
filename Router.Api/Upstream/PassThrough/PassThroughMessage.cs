using System.Collections.Immutable;
using System.Net.Http.Headers;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Protocol.Images;
using Router.Protocol.Json;

namespace Router.Api.Upstream.PassThrough;

/// <summary>A message to an Anthropic-style provider: the client's bytes with the edits of architecture's "Dialects".</summary>
internal sealed class PassThroughMessage(MessageExchange exchange, Candidate candidate, IReadOnlyList<BodyEdit> thinkingEdits, SmallerImages images) : OutgoingMessage
{
    public override Uri Address { get; } = candidate.Client.MessagesUri(candidate.Target.Model, exchange.Context.Request.QueryString.Value);

    public override EditedContent Content { get; } = new(new EditedBody(exchange.Body, BodyEdits.For(exchange, candidate.Target, thinkingEdits, images)));

    public override void FillHeaders(HttpRequestHeaders headers) =>
        PassThroughHeaders.Fill(headers, exchange.Context.Request.Headers, candidate.Target, candidate.Credential, exchange.Snapshot.Keys);

    public override ImmutableArray<KeyValuePair<string, string>> PassedHeaders(HttpResponseHeaders headers) => ResponseHeaders.Passed(headers);

    public override IAnswerFrames OpenFrames() => new PassedFrames(exchange.AnswerModel is { } name ? BodyEdits.Quoted(name) : null);

    public override UpstreamFailure? ReadWhole(ReadOnlyMemory<byte> body, Candidate candidate, HttpResponseMessage response, out ReadOnlyMemory<byte> message)
    {
        message = body;
        return null;
    }
}
