using Router.Api.Telemetry;
using Router.Protocol.Translation;

namespace Router.Api.Upstream.Chat;

/// <summary>Answers of chat-completions providers that came with HTTP 200 and are none, as failed attempts.</summary>
internal static class ChatFailures
{
    public static UpstreamFailure Of(Candidate candidate, AnswerFailure failure, HttpResponseMessage response)
    {
        FailureKind kind = failure.Kind switch
        {
            AnswerFailureKind.Error => FailureKind.ErrorEvent,
            AnswerFailureKind.Truncated => FailureKind.Cut,
            _ => FailureKind.NotAnAnswer,
        };
        string words = failure.Error?.Message is { Length: > 0 } message ? message : failure.Kind.ToString();
        return new UpstreamFailure(kind, candidate.Target, LogText.OfProvider(words, candidate.Credential.Secret))
        {
            Status = kind == FailureKind.ErrorEvent ? failure.Status : 0,
            Body = failure.Body,
            Headers = ChatHeaders.Passed(response.Headers, DateTimeOffset.UtcNow),
        };
    }
}
