using Router.Protocol.Anthropic;

namespace Router.Api.Upstream;

/// <summary>Failures that come with HTTP 200: an error as the first event, or as the body.</summary>
internal static class ErrorFailures
{
    public static UpstreamFailure Of(Candidate candidate, MessagePayload payload, byte[] body, HttpResponseMessage response) =>
        new(FailureKind.ErrorEvent, candidate.Target, $"{payload.ErrorType}: {payload.ErrorMessage}")
        {
            Status = ErrorType.ToStatus(payload.ErrorType),
            Body = body,
            Headers = ResponseHeaders.Passed(response.Headers),
        };
}
