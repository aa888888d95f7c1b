namespace Router.Core.Caching;

/// <summary>Entries in the order in which they were used.</summary>
internal sealed class IndexLine
{
    private IndexEntry? _newest;

    public IndexEntry? Oldest { get; private set; }

    public long Bytes { get; private set; }

    public void Add(IndexEntry entry)
    {
        (entry.Line, entry.Older, entry.Newer) = (this, _newest, null);
        if (_newest is null)
        {
            Oldest = entry;
        }
        else
        {
            _newest.Newer = entry;
        }

        _newest = entry;
        Bytes += entry.Size;
    }

    public void Remove(IndexEntry entry)
    {
        if (entry.Older is null)
        {
            Oldest = entry.Newer;
        }
        else
        {
            entry.Older.Newer = entry.Newer;
        }

        if (entry.Newer is null)
        {
            _newest = entry.Older;
        }
        else
        {
            entry.Newer.Older = entry.Older;
        }

        entry.Line = null;
        Bytes -= entry.Size;
    }
}
