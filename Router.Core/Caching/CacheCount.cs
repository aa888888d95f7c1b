using Router.Core.Spend;
using Router.Core.Usage;

namespace Router.Core.Caching;

/// <summary>What the cache did.</summary>
/// <param name="Hits">Messages that it answered.</param>
/// <param name="Misses">Messages that it had no answer to.</param>
/// <param name="Joined">Messages that shared an answer under way.</param>
/// <param name="Stored">Answers that it kept.</param>
/// <param name="Saved">What hits and joiners would have cost.</param>
public readonly record struct CacheCount(long Hits, long Misses, long Joined, long Stored, Money Saved)
{
    /// <summary>Both together.</summary>
    public static CacheCount operator +(CacheCount left, CacheCount right) =>
        new(left.Hits + right.Hits, left.Misses + right.Misses, left.Joined + right.Joined, left.Stored + right.Stored, left.Saved + right.Saved);

    /// <summary>One message.</summary>
    public static CacheCount Of(UsageRecord record) => new(
        record.Cache == CacheOutcome.Hit ? 1 : 0, record.Cache == CacheOutcome.Miss ? 1 : 0, record.Cache == CacheOutcome.Joined ? 1 : 0, 0, record.Saved);
}
