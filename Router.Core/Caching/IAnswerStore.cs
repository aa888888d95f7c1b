using System.Collections.Immutable;

namespace Router.Core.Caching;

/// <summary>Keeps answers for a while. It may lose any of them at any time, and never gives another's, a damaged or an expired one. It never fails a message: what it can't do is a miss.</summary>
public interface IAnswerStore
{
    /// <summary>What is kept under a key; null for nothing.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(CacheKey key);

    /// <summary>Keeps an answer in place of an earlier one.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="label">What it is counted under.</param>
    /// <param name="value">Its bytes; they must not change any more.</param>
    /// <param name="lifetime">How long.</param>
    /// <returns>Whether it is kept: what is too large, out of reach or refused is not.</returns>
    ValueTask<bool> PutAsync(CacheKey key, CacheLabel label, ReadOnlyMemory<byte> value, TimeSpan lifetime);

    /// <summary>What is kept, by label, in no order.</summary>
    /// <exception cref="AnswerStoreException">It is out of reach.</exception>
    ValueTask<ImmutableArray<CacheHolding>> HoldingsAsync();

    /// <summary>Forgets answers.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="AnswerStoreException">It is out of reach.</exception>
    ValueTask<long> ClearAsync(CacheSelection which);
}
