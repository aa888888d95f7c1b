using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Protocol.Anthropic;
using Router.Protocol.Json;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Answers;
using Router.Protocol.Translation.Streams;

namespace Router.Api.Upstream.Chat;

/// <summary>A message to a chat-completions provider: the client's request said in the other dialect, the answer said back.</summary>
internal sealed class ChatMessage(MessageExchange exchange, Candidate candidate, PooledWriter body, AnswerTerms terms, TimeProvider clock) : OutgoingMessage
{
    public override Uri Address { get; } = candidate.Client.ChatUri(candidate.Target.Model);

    public override EditedContent Content { get; } = new(new EditedBody(body.Written, []));

    /// <summary>
    /// A provider without a search can only answer a search from memory, and the client would hand that on as found on the web: it is not asked.
    /// </summary>
    public override HttpResponseMessage? KnownAnswer { get; } = terms.WebSearch is { IsAvailable: false } ? SearchlessAnswer() : null;

    public override void FillHeaders(HttpRequestHeaders headers) =>
        ChatHeaders.Fill(headers, exchange.Context.Request.Headers, candidate.Target, candidate.Credential, exchange.Snapshot.Keys);

    public override ImmutableArray<KeyValuePair<string, string>> PassedHeaders(HttpResponseHeaders headers) => ChatHeaders.Passed(headers, clock.GetUtcNow());

    public override IAnswerFrames OpenFrames() => new TranslatedFrames(new ChatStreamTranslator(terms, exchange.Notes), PassedHeaders);

    public override UpstreamFailure? ReadWhole(ReadOnlyMemory<byte> body, Candidate candidate, HttpResponseMessage response, out ReadOnlyMemory<byte> message)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>(body.Length + 512);
        AnswerFailure? failure = ChatAnswerTranslator.Translate(body.Span, terms, exchange.Notes, output, out MessageUsage _);
        message = output.WrittenMemory;
        return failure is null ? null : ErrorFailures.Of(candidate, failure, PassedHeaders(response.Headers));
    }

    private static HttpResponseMessage SearchlessAnswer() => new(HttpStatusCode.OK)
    {
        Content = new StringContent(
            """{"choices":[{"index":0,"message":{"role":"assistant","content":""},"finish_reason":"stop"}],"usage":{"prompt_tokens":0,"completion_tokens":0}}""",
            new MediaTypeHeaderValue("application/json")),
    };

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        body.Dispose();
    }
}
