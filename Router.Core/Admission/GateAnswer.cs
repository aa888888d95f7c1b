namespace Router.Core.Admission;

/// <summary>A gate's answer to one request.</summary>
/// <param name="Kind">The answer.</param>
/// <param name="Reason">Why, when refused.</param>
/// <param name="RetryAfter">When refused: the shortest wait behind which another try can succeed, as far as the gate knows; above zero.</param>
public readonly record struct GateAnswer(AdmissionKind Kind, RefusalReason Reason, TimeSpan RetryAfter)
{
    /// <summary>Go.</summary>
    public static GateAnswer Granted => new(AdmissionKind.Granted, RefusalReason.None, TimeSpan.Zero);

    /// <summary>Wait.</summary>
    public static GateAnswer Queued => new(AdmissionKind.Queued, RefusalReason.None, TimeSpan.Zero);

    /// <summary>Not now.</summary>
    public static GateAnswer Refused(RefusalReason reason, TimeSpan retryAfter) => new(AdmissionKind.Refused, reason, retryAfter);
}
