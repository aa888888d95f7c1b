using Router.Api.Telemetry;
using Router.Protocol.Anthropic;

namespace Router.Api.Upstream;

/// <summary>Failures that come with HTTP 200: an error as the first event, or as the body.</summary>
internal static class ErrorFailures
{
    public static UpstreamFailure Of(Candidate candidate, MessagePayload payload, byte[] body, HttpResponseMessage response) =>
        new(FailureKind.ErrorEvent, candidate.Target, LogText.OfProvider($"{payload.ErrorType}: {payload.ErrorMessage}", candidate.Credential.Secret))
        {
            Status = ErrorType.ToStatus(payload.ErrorType),
            Body = body,
            Headers = ResponseHeaders.Passed(response.Headers),
        };
}
