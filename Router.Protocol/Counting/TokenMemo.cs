using System.Collections.Concurrent;
using Router.Protocol.Compression;

namespace Router.Protocol.Counting;

/// <summary>
/// Remembers what messages, tools and system texts count: a conversation sends all of its past with every turn. Holds hashes and
/// numbers, no text; at most twice <see cref="Generation"/> of them, the least used go. Safe for any number of threads.
/// </summary>
public sealed class TokenMemo
{
    /// <summary>Entries after which the older half is let go.</summary>
    public const int Generation = 16_384;

    private volatile ConcurrentDictionary<ulong, PartCount> _young = new();
    private volatile ConcurrentDictionary<ulong, PartCount> _old = new();

    /// <summary>How many values are remembered.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>The key of a value: its bytes' hash. Two values with one key would only be estimated alike.</summary>
    internal static ulong KeyOf(ReadOnlySpan<byte> json) => XxHash64.Compute(json);

    internal bool TryFind(ulong key, out PartCount count)
    {
        if (_young.TryGetValue(key, out count))
        {
            return true;
        }

        if (!_old.TryGetValue(key, out count))
        {
            return false;
        }

        Add(key, count);
        return true;
    }

    internal void Add(ulong key, PartCount count)
    {
        ConcurrentDictionary<ulong, PartCount> young = _young;
        young[key] = count;
        if (young.Count > Generation)
        {
            // Two threads may both do this: then a generation is lost early, and estimated anew.
            _old = young;
            _young = new ConcurrentDictionary<ulong, PartCount>();
        }
    }
}
