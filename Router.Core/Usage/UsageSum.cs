using System.Text.Json.Serialization;
using Router.Core.Spend;

namespace Router.Core.Usage;

/// <summary>Requests with their tokens, cost and savings.</summary>
/// <param name="Requests">How many.</param>
/// <param name="Tokens">Their tokens.</param>
/// <param name="Cost">What they cost.</param>
/// <param name="Saved">What they would have cost beside that without the response cache.</param>
public readonly record struct UsageSum(long Requests, TokenCounts Tokens, Money Cost, Money Saved = default)
{
    /// <summary>How many of them ended without an answer: every provider refused or failed, or the process ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Failed { get; init; }

    /// <summary>How many of them had content.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Timed { get; init; }

    /// <summary>The time that they waited for their first content, all together, in ticks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long FirstTokenTicks { get; init; }

    /// <summary>The average time to the first content; null when there was none.</summary>
    [JsonIgnore]
    public TimeSpan? FirstToken => Timed > 0 ? new TimeSpan(FirstTokenTicks / Timed) : null;

    /// <summary>Both together.</summary>
    public static UsageSum operator +(UsageSum left, UsageSum right) => new(left.Requests + right.Requests, left.Tokens + right.Tokens, left.Cost + right.Cost, left.Saved + right.Saved)
    {
        Failed = left.Failed + right.Failed, Timed = left.Timed + right.Timed, FirstTokenTicks = left.FirstTokenTicks + right.FirstTokenTicks,
    };

    /// <summary>One request.</summary>
    public static UsageSum Of(UsageRecord record) => new(1, record.Tokens, record.Cost, record.Saved)
    {
        Failed = record.Outcome is SettlementKind.Failed or SettlementKind.Interrupted ? 1 : 0,
        Timed = record.FirstToken is null ? 0 : 1,
        FirstTokenTicks = record.FirstToken?.Ticks ?? 0,
    };
}
