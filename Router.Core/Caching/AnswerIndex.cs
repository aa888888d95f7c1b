using System.Collections.Immutable;

namespace Router.Core.Caching;

/// <summary>
/// What a store keeps, within a size. An answer that was asked for again is kept before any that was not: however many new ones come by, they
/// only drive out each other. One thread at a time.
/// </summary>
internal sealed class AnswerIndex(long maxBytes)
{
    /// <summary>The share of the whole, in eighths, that answers may take which were asked for again.</summary>
    private const int ProvenShare = 6;

    /// <summary>One answer takes at most an eighth: it must not drive out all others.</summary>
    private const int LargestShare = 8;

    private readonly Dictionary<AnswerName, IndexEntry> _entries = [];
    private readonly Dictionary<CacheLabel, LabelCount> _labels = [];
    private readonly IndexLine _fresh = new();
    private readonly IndexLine _proven = new();
    private long _labelBytes;

    /// <summary>The largest total size in bytes; when it is lowered, <see cref="Shrink"/> makes it true.</summary>
    public long MaxBytes { get; set; } = maxBytes;

    /// <summary>The total size in bytes.</summary>
    public long Bytes => _fresh.Bytes + _proven.Bytes + _labelBytes;

    /// <summary>What is kept by label.</summary>
    public ImmutableArray<CacheHolding> Holdings => [.. _labels.Values.Select(static count => new CacheHolding(count.Label, count.Entries, count.Bytes))];

    public IndexEntry? Find(AnswerName name) => _entries.GetValueOrDefault(name);

    /// <summary>An entry was asked for again.</summary>
    public void Prove(IndexEntry entry)
    {
        entry.Line!.Remove(entry);
        _proven.Add(entry);
        while (_proven.Bytes > MaxBytes / 8 * ProvenShare && _proven.Oldest is { } old && old != entry)
        {
            _proven.Remove(old);
            _fresh.Add(old);
        }
    }

    /// <summary>Whether an answer of this size is kept at all.</summary>
    public bool Takes(long size) => size <= MaxBytes / LargestShare;

    /// <summary>Adds an entry in place of an earlier one of its name.</summary>
    /// <returns>What has to go for it.</returns>
    public IReadOnlyList<IndexEntry> Add(IndexEntry entry, CacheLabel label)
    {
        IndexLine line = _fresh;
        if (Find(entry.Name) is { } known)
        {
            line = known.Line!;
            Remove(known);
        }

        if (!_labels.TryGetValue(label, out LabelCount? count))
        {
            _labels.Add(label, count = new LabelCount(label));
            _labelBytes += count.Size;
        }

        entry.Count = count;
        count.Entries++;
        count.Bytes += entry.Size;
        _entries.Add(entry.Name, entry);
        line.Add(entry);
        return Shrink();
    }

    /// <summary>Removes an entry; one that was removed before stays so.</summary>
    public void Remove(IndexEntry entry)
    {
        if (entry.Line is not { } line)
        {
            return;
        }

        line.Remove(entry);
        _entries.Remove(entry.Name);
        LabelCount count = entry.Count;
        count.Bytes -= entry.Size;
        if (--count.Entries == 0)
        {
            _labels.Remove(count.Label);
            _labelBytes -= count.Size;
        }
    }

    /// <summary>Removes what is too much.</summary>
    /// <returns>What was removed.</returns>
    public IReadOnlyList<IndexEntry> Shrink()
    {
        List<IndexEntry>? gone = null;
        while (Bytes > MaxBytes)
        {
            IndexEntry oldest = (_fresh.Oldest ?? _proven.Oldest)!;
            Remove(oldest);
            (gone ??= []).Add(oldest);
        }

        return gone ?? (IReadOnlyList<IndexEntry>)[];
    }

    /// <summary>Removes what is meant.</summary>
    /// <param name="which">What is meant.</param>
    /// <param name="now">The time, in ticks (UTC).</param>
    /// <returns>What was removed.</returns>
    public IReadOnlyList<IndexEntry> Clear(CacheSelection which, long now)
    {
        List<IndexEntry> gone = [.. _entries.Values.Where(entry => (!which.OnlyExpired || entry.Ends <= now) && which.Holds(entry.Count.Label))];
        gone.ForEach(Remove);
        return gone;
    }
}
