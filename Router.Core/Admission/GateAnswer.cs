using System.Text.Json.Serialization;

namespace Router.Core.Admission;

/// <summary>A gate's answer to one request.</summary>
/// <param name="Kind">The answer.</param>
/// <param name="Reason">Why, when refused.</param>
/// <param name="RetryAfter">When refused: the shortest wait behind which another try can succeed, as far as the gate knows; above zero.</param>
public readonly record struct GateAnswer(AdmissionKind Kind, RefusalReason Reason, TimeSpan RetryAfter)
{
    /// <summary>When refused: the HTTP status for the client, 429 or 529.</summary>
    [JsonIgnore]
    public int Status => Reason is RefusalReason.Limit or RefusalReason.RateLimited or RefusalReason.QuotaExhausted ? 429 : 529;

    /// <summary>Go.</summary>
    public static GateAnswer Granted => new(AdmissionKind.Granted, RefusalReason.None, TimeSpan.Zero);

    /// <summary>Wait.</summary>
    public static GateAnswer Queued => new(AdmissionKind.Queued, RefusalReason.None, TimeSpan.Zero);

    /// <summary>Not now.</summary>
    public static GateAnswer Refused(RefusalReason reason, TimeSpan retryAfter) => new(AdmissionKind.Refused, reason, retryAfter);
}
