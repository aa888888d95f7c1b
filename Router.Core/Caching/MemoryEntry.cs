namespace Router.Core.Caching;

/// <summary>An answer in memory, a link of its line.</summary>
internal sealed class MemoryEntry(CacheKey key, byte[] value, long ends)
{
    public CacheKey Key => key;

    public byte[] Value => value;

    /// <summary>When it expires, in ticks (UTC).</summary>
    public long Ends => ends;

    /// <summary>What it counts, in bytes.</summary>
    public long Size => value.Length + MemoryAnswerStore.Overhead;

    public MemoryLine Line { get; set; } = null!;

    public MemoryEntry? Older { get; set; }

    public MemoryEntry? Newer { get; set; }
}
