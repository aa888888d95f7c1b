using Router.Api.Errors;
using Router.Api.Upstream.Gates;
using Router.Core.Configuration;
using Router.Protocol.Anthropic;
using Router.Protocol.Errors;

namespace Router.Api.Upstream.Failures;

/// <summary>Says a failure in the client's words: a provider's Anthropic envelope unchanged, everything else in one of ours.</summary>
internal static class FailureAnswers
{
    /// <summary>The answer.</summary>
    /// <param name="failure">The failure to tell.</param>
    /// <param name="wait">In how long another try of the client can succeed; null when nobody knows.</param>
    public static ClientAnswer For(UpstreamFailure failure, TimeSpan? wait = null)
    {
        ClientAnswer answer = failure is { Kind: FailureKind.HttpError or FailureKind.ErrorEvent, Error: { } error }
            ? OfProvider(failure, error)
            : ClientAnswer.Of(Own(failure));
        return answer with { Headers = failure.Headers, MayPass = FailurePolicy.ClientMayRetry(failure), RetryAfter = answer.Error.Status is 429 or 529 ? wait : null };
    }

    private static ClientAnswer OfProvider(UpstreamFailure failure, ProviderError error)
    {
        bool native = failure.Target.Provider.Style == ProviderStyle.Native;
        if (!native && failure.Status is 400 or 413 or 422 && ContextOverflow.Translate(error) is { } overflow)
        {
            return ClientAnswer.Of(RouterError.Of(400, overflow));
        }

        if (!native && failure.Status is 400 or 422 && SystemTurnRefusal.Translate(error) is { } noSystemTurn)
        {
            return ClientAnswer.Of(RouterError.Of(400, noSystemTurn));
        }

        int status = error.IsEnvelope && failure.Kind == FailureKind.HttpError ? failure.Status : ErrorType.NormalStatus(failure.Status);
        string type = error.IsEnvelope ? error.Type! : ErrorType.ForStatus(status);
        string message = error.Message.Length > 0 ? error.Message : $"Provider \"{failure.Target.Provider.Name}\" answered HTTP {failure.Status} without an explanation.";
        return new ClientAnswer
        {
            Error = new RouterError(status, type, message),
            Envelope = error.IsEnvelope && failure.Kind == FailureKind.HttpError ? failure.Body : null,
        };
    }

    private static RouterError Own(UpstreamFailure failure)
    {
        string name = failure.Target.Provider.Name;
        return failure.Kind switch
        {
            FailureKind.NoClientKey => RouterError.Of(401, $"Provider \"{name}\" needs your own key: send this gateway's key as x-router-key (Claude Code: ANTHROPIC_CUSTOM_HEADERS=\"x-router-key: …\") and the provider's as x-api-key or Authorization: Bearer.") with { ShouldRetry = false },
            FailureKind.NoCredential => RouterError.Of(502, $"Provider \"{name}\" has no usable credential. The gateway's operator: give \"providers.{name}.credentials\" in router.json a key, or \"none\" if it needs none.") with { ShouldRetry = false },
            FailureKind.NoVaultEntry => RouterError.Of(failure.Status, failure.Told!) with { ShouldRetry = false },
            FailureKind.CredentialRefused when failure.Credential is { } owned => RouterError.Of(502, $"Provider \"{name}\" refused {owned.Credential} (HTTP {failure.Status}). {owned.Mend}") with { ShouldRetry = false },
            FailureKind.CredentialRefused => RouterError.Of(502, $"Provider \"{name}\" refused the gateway's credential (HTTP {failure.Status}). The gateway's operator: replace \"providers.{name}.credentials\"; your own key is fine.") with { ShouldRetry = false },
            FailureKind.GateClosed => GateRefusals.Say(name, failure.Gate, failure.Credential),
            FailureKind.Unsuitable => RouterError.Of(400, failure.Detail),
            FailureKind.FilterRefused => RouterError.Of(failure.Status, failure.Detail) with { ShouldRetry = false },
            FailureKind.FilterFailed => RouterError.Of(500, "A filter of this gateway failed on the message. The gateway's operator: the log has the details under the request's id.") with { ShouldRetry = false },
            FailureKind.Loop => RouterError.Of(508, $"Provider \"{name}\" is this gateway itself. The gateway's operator: set \"providers.{name}.baseUrl\" to the provider's address.") with { ShouldRetry = false },
            FailureKind.Unreachable => RouterError.Of(502, $"Provider \"{name}\" can't be reached. The gateway's operator: check that it runs and that \"providers.{name}.baseUrl\" is right; the log has the details."),
            FailureKind.FirstByteTimeout => RouterError.Of(504, $"Provider \"{name}\" gave no answer within {failure.Limit.TotalSeconds:0.#} s."),
            FailureKind.IdleTimeout => RouterError.Of(504, $"Provider \"{name}\" sent nothing of its answer for {failure.Limit.TotalSeconds:0.#} s."),
            FailureKind.UploadCut => RouterError.Of(502, $"Provider \"{name}\" closed the connection while the request ({failure.RequestLength / 1e6:0.#} MB) was still on its way, and gave no answer. It may not take requests of this size; /compact makes them smaller."),
            FailureKind.Cut => RouterError.Of(502, $"Provider \"{name}\" cut the connection before its answer was complete."),
            _ => RouterError.Of(502, $"Provider \"{name}\" answered with something that is no message. The gateway's operator: check \"providers.{name}.baseUrl\"; the log has the details.") with { ShouldRetry = false },
        };
    }
}
