using System.Collections.Concurrent;
using Router.Protocol.Compression;

namespace Router.Protocol.Counting;

/// <summary>
/// Remembers what messages, tools and system texts were estimated at: a conversation sends all of its past with every turn. Holds hashes and
/// numbers, no text; at most twice <see cref="Generation"/> of them, the least used go. Safe for any number of threads.
/// </summary>
public sealed class TokenMemo
{
    /// <summary>Entries after which the older half is let go.</summary>
    public const int Generation = 16_384;

    private volatile ConcurrentDictionary<ulong, long> _young = new();
    private volatile ConcurrentDictionary<ulong, long> _old = new();

    /// <summary>How many values are remembered.</summary>
    public int Count => _young.Count + _old.Count;

    /// <summary>The key of a value: its bytes' hash. Two values with one key would only be estimated alike.</summary>
    internal static ulong KeyOf(ReadOnlySpan<byte> json) => XxHash64.Compute(json);

    internal bool TryFind(ulong key, out long hundredths)
    {
        if (_young.TryGetValue(key, out hundredths))
        {
            return true;
        }

        if (!_old.TryGetValue(key, out hundredths))
        {
            return false;
        }

        Add(key, hundredths);
        return true;
    }

    internal void Add(ulong key, long hundredths)
    {
        ConcurrentDictionary<ulong, long> young = _young;
        young[key] = hundredths;
        if (young.Count > Generation)
        {
            // Two threads may both do this: then a generation is lost early, and estimated anew.
            _old = young;
            _young = new ConcurrentDictionary<ulong, long>();
        }
    }
}
