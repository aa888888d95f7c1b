namespace Router.Core.Caching;

/// <summary>Keeps answers for a while. It may lose any of them at any time, and never gives another's, a damaged or an expired one.</summary>
public interface IAnswerStore
{
    /// <summary>What is kept under a key; null for nothing.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(CacheKey key);

    /// <summary>Keeps an answer in place of an earlier one.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its bytes; they must not change any more.</param>
    /// <param name="lifetime">How long.</param>
    ValueTask PutAsync(CacheKey key, ReadOnlyMemory<byte> value, TimeSpan lifetime);
}
