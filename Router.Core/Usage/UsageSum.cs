using Router.Core.Spend;

namespace Router.Core.Usage;

/// <summary>Requests with their tokens, cost and savings.</summary>
/// <param name="Requests">How many.</param>
/// <param name="Tokens">Their tokens.</param>
/// <param name="Cost">What they cost.</param>
/// <param name="Saved">What they would have cost beside that without the response cache.</param>
public readonly record struct UsageSum(long Requests, TokenCounts Tokens, Money Cost, Money Saved = default)
{
    /// <summary>Both together.</summary>
    public static UsageSum operator +(UsageSum left, UsageSum right) => new(left.Requests + right.Requests, left.Tokens + right.Tokens, left.Cost + right.Cost, left.Saved + right.Saved);

    /// <summary>One request.</summary>
    public static UsageSum Of(UsageRecord record) => new(1, record.Tokens, record.Cost, record.Saved);
}
