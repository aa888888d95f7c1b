using Router.Core.Journal.Files;

namespace Router.Core.Journal.Snapshots;

/// <summary>
/// The snapshot files: the newest and the one before, should the newest turn out unreadable. A file has its name only when it is whole on disk,
/// and an older one goes only behind that.
/// </summary>
internal sealed class SnapshotStore(IJournalFiles files)
{
    private const int Kept = 2;
    private const string Fresh = "snapshot.new";

    private readonly SortedSet<long> _positions = [];

    /// <summary>Records up to here are needed by no snapshot that is kept; 0 when there is none.</summary>
    public long Floor => _positions.Min;

    /// <summary>Where the newest was taken.</summary>
    public long Newest => _positions.Max;

    /// <summary>Finds the files that are there, the newest first.</summary>
    public IReadOnlyList<SnapshotName> Find(IReadOnlyList<string> names)
    {
        _positions.Clear();
        foreach (string name in names)
        {
            if (SnapshotName.TryParse(name, out SnapshotName snapshot))
            {
                _positions.Add(snapshot.Position);
            }
        }

        return [.. _positions.Reverse().Select(position => new SnapshotName(position))];
    }

    /// <summary>Reads a snapshot; null when it is not what was written.</summary>
    public IReadOnlyList<SnapshotSection>? Read(SnapshotName name)
    {
        using IJournalFile file = files.OpenRead(name.ToString());
        byte[] bytes = new byte[file.Length];
        int length = 0;
        for (int read; length < bytes.Length && (read = file.Read(length, bytes.AsSpan(length))) > 0; length += read)
        {
        }

        return SnapshotBytes.Read(bytes.AsMemory(0, length));
    }

    /// <summary>An unreadable one is not counted on any more.</summary>
    public void Forget(SnapshotName name) => _positions.Remove(name.Position);

    /// <summary>Writes a snapshot; then those that are not kept go.</summary>
    public void Write(IReadOnlyList<SnapshotSection> sections)
    {
        var name = new SnapshotName(sections.Min(section => section.Position));
        try
        {
            using IJournalFile fresh = files.Create(Fresh);
            fresh.Write(0, SnapshotBytes.Write(sections).Span);
            fresh.Sync();
        }
        catch (Exception exception) when (JournalFault.Covers(exception))
        {
            files.Delete(Fresh); // on a full disk its part would take the records' place
            throw;
        }

        files.Rename(Fresh, name.ToString());
        files.SyncFolder();
        _positions.Add(name.Position);
        while (_positions.Count > Kept)
        {
            files.Delete(new SnapshotName(_positions.Min).ToString());
            _positions.Remove(_positions.Min);
        }
    }
}
