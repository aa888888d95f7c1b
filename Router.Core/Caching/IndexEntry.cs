namespace Router.Core.Caching;

/// <summary>An answer in an index, a link of its line.</summary>
/// <param name="name">What it is called.</param>
/// <param name="value">Its bytes; null where they are kept elsewhere.</param>
/// <param name="ends">When it expires, in ticks (UTC).</param>
/// <param name="size">What it counts, in bytes.</param>
internal sealed class IndexEntry(AnswerName name, byte[]? value, long ends, long size)
{
    public AnswerName Name => name;

    public byte[]? Value => value;

    public long Ends => ends;

    public long Size => size;

    public LabelCount Count { get; set; } = null!;

    /// <summary>Null once it was removed.</summary>
    public IndexLine? Line { get; set; }

    public IndexEntry? Older { get; set; }

    public IndexEntry? Newer { get; set; }
}
