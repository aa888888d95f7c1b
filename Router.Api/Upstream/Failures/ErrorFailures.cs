using System.Collections.Immutable;
using System.Net.Http.Headers;
using Router.Api.Telemetry;
using Router.Core.Admission.Hints;
using Router.Core.Configuration.Secrets;
using Router.Protocol.Anthropic;
using Router.Protocol.Errors;
using Router.Protocol.Translation;

namespace Router.Api.Upstream.Failures;

/// <summary>
/// Failures that the provider explains: an error status, or with HTTP 200 an error as the first event or as the body. The explanation is read
/// once, for the log and for the client; the credential that went out stands in neither, also where the client brought it.
/// </summary>
internal static class ErrorFailures
{
    /// <summary>An error with HTTP 200; its type stands for the status.</summary>
    public static UpstreamFailure Of(Candidate candidate, MessagePayload payload, byte[] body, HttpResponseMessage response)
    {
        UpstreamFailure failure = Explain(FailureKind.ErrorEvent, candidate, body, $"{payload.ErrorType}: ");
        return Judge(candidate, failure with { Headers = ResponseHeaders.Passed(response.Headers) }, ErrorType.ToStatus(payload.ErrorType), body);
    }

    /// <summary>A chat completion with HTTP 200 that is none.</summary>
    public static UpstreamFailure Of(Candidate candidate, AnswerFailure answer, ImmutableArray<KeyValuePair<string, string>> passed)
    {
        FailureKind kind = answer.Kind switch
        {
            AnswerFailureKind.Error => FailureKind.ErrorEvent,
            AnswerFailureKind.Truncated => FailureKind.Cut,
            _ => FailureKind.NotAnAnswer,
        };
        UpstreamFailure failure = Explain(kind, candidate, answer.Body, "") with { Headers = passed };
        return kind == FailureKind.ErrorEvent ? Judge(candidate, failure, answer.Status, answer.Body) : failure;
    }

    /// <summary>An answer without success.</summary>
    public static UpstreamFailure Of(
        Candidate candidate, HttpResponseMessage response, byte[] body, ImmutableArray<KeyValuePair<string, string>> passed, DateTimeOffset now)
    {
        int status = (int)response.StatusCode;
        (byte[] masked, ProviderError error) = Read(candidate, body);
        bool isQuota = QuotaExhaustion.Is(status, error);
        FailureKind kind = RefusesCredential(candidate, status, isQuota, body) ? FailureKind.CredentialRefused
            : status is < 400 ? FailureKind.NotAnAnswer // a redirect, which is not followed
            : FailureKind.HttpError;
        UpstreamFailure failure = Explain(kind, candidate, masked, error, kind == FailureKind.CredentialRefused ? $"{candidate.CredentialName}: " : "");
        return failure with
        {
            // An account without money is often told as a 429, but no waiting helps.
            Status = status == 429 && isQuota ? 402 : status,
            Headers = kind == FailureKind.HttpError ? passed : [],
            RetryAfter = kind == FailureKind.HttpError ? Wait(status, response.Headers, body, now) : null,
            IsQuota = kind == FailureKind.HttpError && isQuota,
            Credential = kind == FailureKind.CredentialRefused ? candidate.Notice : null,
        };
    }

    /// <summary>What the error in an answer with HTTP 200 means. A refused credential is the gateway's matter: as a 401 it would send the client to its own sign-in.</summary>
    private static UpstreamFailure Judge(Candidate candidate, UpstreamFailure failure, int status, byte[] body)
    {
        bool isQuota = QuotaExhaustion.Is(status, failure.Error);
        return RefusesCredential(candidate, status, isQuota, body)
            ? failure with { Kind = FailureKind.CredentialRefused, Status = status, Detail = $"{candidate.CredentialName}: {failure.Detail}", Headers = [], Credential = candidate.Notice }
            : failure with { Status = status, IsQuota = isQuota };
    }

    /// <summary>Whether the provider refuses a credential that is not the client's own.</summary>
    private static bool RefusesCredential(Candidate candidate, int status, bool isQuota, byte[] body) =>
        status is 401 or 403 && candidate.Credential.Kind != SecretKind.Client && !isQuota && !IsAboutThePrompt(status, body);

    /// <summary>OpenRouter's moderation answers 403 with <c>"metadata":{"reasons":["…"],"flagged_input":"…"}</c>: the credential is fine.</summary>
    private static bool IsAboutThePrompt(int status, byte[] body) => status == 403 && body.AsSpan().IndexOf("\"flagged_input\""u8) >= 0;

    /// <summary>A refusal for the rate also says in its rate-limit headers, or at Gemini in its body, when it ends.</summary>
    private static TimeSpan? Wait(int status, HttpResponseHeaders headers, byte[] body, DateTimeOffset now) => CooldownHint.Of(
        RetryAfterReader.Read(headers, now),
        status == 429 ? RateHeaders.Read(name => ResponseHeaders.Find(headers, name), now) : default,
        status is 429 or 503 ? RetryInfo.Find(body) : null,
        now);

    private static UpstreamFailure Explain(FailureKind kind, Candidate candidate, byte[] body, string prefix)
    {
        (byte[] masked, ProviderError error) = Read(candidate, body);
        return Explain(kind, candidate, masked, error, prefix);
    }

    private static UpstreamFailure Explain(FailureKind kind, Candidate candidate, byte[] masked, ProviderError error, string prefix) =>
        new(kind, candidate.Target, LogText.OfProvider(prefix + error.Message, candidate.SentSecret)) { Body = masked, Error = error };

    private static (byte[] Masked, ProviderError Error) Read(Candidate candidate, byte[] body)
    {
        byte[] masked = SecretMask.Apply(body, candidate.SentSecret);
        return (masked, ProviderErrorReader.Read(masked));
    }
}
