using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Core.Admission;
using Router.Core.Configuration;
using Router.Protocol.Anthropic;

namespace Router.Api.Upstream.Gates;

/// <summary>Says what became of an attempt in the words of gates.</summary>
internal static class GateReports
{
    /// <summary>Of an attempt that reached the client.</summary>
    public static AttemptReport OfAnswer(MessageExchange exchange, Candidate candidate) => new(
        exchange.Ending is MessageEnding.Complete or MessageEnding.Stopped ? AttemptOutcome.Answered : AttemptOutcome.Failed,
        Tokens(exchange.Usage, candidate.Target.Provider.Style));

    /// <summary>Of one that failed before content.</summary>
    public static AttemptReport Of(UpstreamFailure failure)
    {
        AttemptOutcome outcome = Outcome(failure);
        // Who refuses has used nothing; what a broken answer cost nobody says.
        return new AttemptReport(outcome, outcome is AttemptOutcome.Failed or AttemptOutcome.Abandoned ? null : 0) { RetryAfter = failure.RetryAfter };
    }

    /// <summary>Whether the provider was asked at all.</summary>
    public static bool WasSent(UpstreamFailure failure) => failure.Kind is not (FailureKind.NoCredential or FailureKind.NoClientKey or FailureKind.NoVaultEntry or FailureKind.Unsuitable or FailureKind.FilterRefused or FailureKind.FilterFailed or FailureKind.Loop);

    private static AttemptOutcome Outcome(UpstreamFailure failure) => failure switch
    {
        { IsQuota: true } => AttemptOutcome.QuotaExhausted,
        { Kind: FailureKind.CredentialRefused } => AttemptOutcome.CredentialRefused,
        { Kind: FailureKind.HttpError or FailureKind.ErrorEvent } => failure.Status switch
        {
            429 => AttemptOutcome.RateLimited,
            529 or 503 => AttemptOutcome.Overloaded,
            408 or >= 500 and not 501 => AttemptOutcome.Failed,
            _ => AttemptOutcome.ClientFault,
        },
        // A body that is too long for a provider may be cut off without a word: that says nothing of others.
        { Kind: FailureKind.UploadCut } => AttemptOutcome.Abandoned,
        _ => AttemptOutcome.Failed,
    };

    /// <summary>What counts against a limit of tokens. Anthropic leaves out what it reads from its cache (its documentation on rate limits); elsewhere all of the prompt counts.</summary>
    private static long? Tokens(MessageUsage usage, ProviderStyle style)
    {
        long used = usage.Input + usage.CacheWrite + usage.Output + (style == ProviderStyle.Native ? 0 : usage.CacheRead);
        return used > 0 ? used : null;
    }
}
