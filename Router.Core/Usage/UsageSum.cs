using Router.Core.Spend;

namespace Router.Core.Usage;

/// <summary>Requests with their tokens and cost.</summary>
/// <param name="Requests">How many.</param>
/// <param name="Tokens">Their tokens.</param>
/// <param name="Cost">What they cost.</param>
public readonly record struct UsageSum(long Requests, TokenCounts Tokens, Money Cost)
{
    /// <summary>Both together.</summary>
    public static UsageSum operator +(UsageSum left, UsageSum right) => new(left.Requests + right.Requests, left.Tokens + right.Tokens, left.Cost + right.Cost);

    /// <summary>One request.</summary>
    public static UsageSum Of(UsageRecord record) => new(1, record.Tokens, record.Cost);
}
