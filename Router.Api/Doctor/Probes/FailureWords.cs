using Router.Api.Messages;
using Router.Api.Upstream.Failures;

namespace Router.Api.Doctor.Probes;

/// <summary>Says why a probe got no answer, for the person who runs the gateway.</summary>
internal static class FailureWords
{
    /// <summary>The sentence; for an outcome without an answer.</summary>
    public static string Of(ProbeOutcome outcome, TimeSpan patience) => outcome switch
    {
        { TimedOut: true } => $"no answer within {patience.TotalSeconds:0.#} s",
        { Failure: { } failure } => Of(failure, outcome.Wire),
        { Ending: MessageEnding.Silent } => "fell silent in the middle of its answer",
        { Ending: MessageEnding.ProviderError } => "told an error in the middle of its answer",
        _ => "cut the connection in the middle of its answer",
    };

    /// <summary>The provider's own words, without what the gateway put before them.</summary>
    public static string Said(UpstreamFailure failure)
    {
        int colon = failure.Kind == FailureKind.CredentialRefused ? failure.Detail.IndexOf(": ", StringComparison.Ordinal) : -1;
        return (colon < 0 ? failure.Detail : failure.Detail[(colon + 2)..]).Trim();
    }

    private static string Of(UpstreamFailure failure, WireWatch wire) => failure.Kind switch
    {
        FailureKind.Unreachable => $"can't be reached: {failure.Detail}",
        FailureKind.FirstByteTimeout or FailureKind.IdleTimeout => $"no answer within {failure.Limit.TotalSeconds:0.#} s",
        FailureKind.Cut => $"cut the connection before its answer was complete ({failure.Detail})",
        FailureKind.UploadCut => $"cut the connection during the upload of {failure.RequestLength / 1e6:0.#} MB",
        FailureKind.NotAnAnswer => $"{wire.Address} answered with something that is no message: {failure.Detail}",
        FailureKind.Loop => "this is the gateway itself",
        FailureKind.ErrorEvent => $"told an error with HTTP 200: {Quoted(failure)}",
        FailureKind.HttpError when failure.Status == 404 => $"HTTP 404 at {wire.Address}: {Quoted(failure)}",
        FailureKind.HttpError or FailureKind.CredentialRefused => $"HTTP {failure.Status}: {Quoted(failure)}",
        _ => failure.Detail,
    };

    private static string Quoted(UpstreamFailure failure) => Said(failure) is { Length: > 0 } words ? $"\"{words}\"" : "no explanation";
}
