using System.Collections.Immutable;
using Router.Core.Admission;

namespace Router.Api.Telemetry;

/// <summary>Why gates refuse, as label values.</summary>
internal static class RefusalReasons
{
    /// <summary>Every reason for which a gate can be closed.</summary>
    public static ImmutableArray<RefusalReason> All { get; } = [.. Enum.GetValues<RefusalReason>().Where(reason => reason != RefusalReason.None)];

    public static string Word(RefusalReason reason) => reason switch
    {
        RefusalReason.Limit => "limit",
        RefusalReason.QueueFull => "queue_full",
        RefusalReason.RateLimited => "rate_limited",
        RefusalReason.Overloaded => "overloaded",
        RefusalReason.QuotaExhausted => "quota_exhausted",
        RefusalReason.Failing => "failing",
        _ => "none",
    };
}
