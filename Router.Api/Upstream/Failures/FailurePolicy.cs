using Router.Core.Admission;

namespace Router.Api.Upstream.Failures;

/// <summary>What to do after a failed attempt.</summary>
internal static class FailurePolicy
{
    /// <summary>
    /// The request itself is at fault, or a filter's judgement of it stands: another target or another try would only repeat the refusal, and the client
    /// recovers by its words.
    /// </summary>
    public static bool IsClientsFault(UpstreamFailure failure) =>
        failure.Kind is FailureKind.FilterRefused or FailureKind.FilterFailed
        || (failure is { IsQuota: false, Kind: FailureKind.HttpError or FailureKind.ErrorEvent }
            && failure.Status is >= 400 and < 500 and not (401 or 402 or 403 or 404 or 408 or 409 or 429));

    /// <summary>Whether it says anything of the provider: a request that is refused or can't be said there says nothing.</summary>
    public static bool IsProvidersFault(UpstreamFailure failure) => !IsClientsFault(failure) && failure.Kind is not (FailureKind.Unsuitable or FailureKind.GateClosed);

    /// <summary>Whether the provider refused the gateway's credential, now or when it closed the gate.</summary>
    public static bool IsCredentialRefused(UpstreamFailure failure) => failure switch
    {
        { IsQuota: true } => false,
        { Kind: FailureKind.GateClosed } => failure.Gate.Reason == RefusalReason.CredentialRefused,
        _ => failure.Kind == FailureKind.CredentialRefused,
    };

    /// <summary>The same target may do better in a moment. After a time-out it may not: the client has waited long enough.</summary>
    public static bool MayPass(UpstreamFailure failure) => !failure.IsQuota && failure.Kind switch
    {
        FailureKind.GateClosed => failure.Gate.Reason is not (RefusalReason.QuotaExhausted or RefusalReason.CredentialRefused),
        FailureKind.Unreachable or FailureKind.Cut or FailureKind.UploadCut or FailureKind.NotAnAnswer => true,
        FailureKind.HttpError or FailureKind.ErrorEvent => failure.Status is 408 or 409 or 429 or >= 500 and not 501 and not 508,
        _ => false,
    };

    /// <summary>
    /// Whether another try of the client makes sense. What was no message in every round is most likely the page of a wrong base URL: the
    /// operator must hear of it, and ten more tries would only delay that.
    /// </summary>
    public static bool ClientMayRetry(UpstreamFailure failure) => MayPass(failure) && failure.Kind != FailureKind.NotAnAnswer;

    /// <summary>
    /// The failure to tell when all targets have failed: a rate limit before anything else, since its waiting time is the one true hint, then
    /// overload, then what another try can mend, then the rest; of equals the shortest wait, then the first.
    /// </summary>
    public static UpstreamFailure Worst(IReadOnlyCollection<UpstreamFailure> failures) =>
        failures.OrderBy(Rank).ThenBy(failure => failure.RetryAfter ?? TimeSpan.MaxValue).First();

    private static int Rank(UpstreamFailure failure) => failure switch
    {
        // A gate that an operator must open says nothing of what the client can do.
        { Kind: FailureKind.GateClosed } when !MayPass(failure) => 5,
        { Status: 429 } => 0,
        { Status: 529 } => 1,
        _ when MayPass(failure) => 2,
        { Kind: FailureKind.FirstByteTimeout or FailureKind.IdleTimeout } => 3,
        { Kind: FailureKind.HttpError or FailureKind.ErrorEvent } => 4,
        { Kind: FailureKind.CredentialRefused } => 5,
        _ => 6,
    };
}
