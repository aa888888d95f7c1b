using Router.Core.Journal.Files;

namespace Router.Core.Journal.Segments;

/// <summary>The records of one segment.</summary>
internal static class SegmentRecords
{
    /// <summary>Reads them one by one; a segment that a compaction has dropped has none.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="name">The segment.</param>
    /// <param name="length">How much of it is written.</param>
    public static IEnumerable<JournalRecord> Read(IJournalFiles files, SegmentName name, long length)
    {
        if (Open(files, name) is not { } file)
        {
            yield break;
        }

        using var reader = new SegmentReader(file, name, length);
        bool isOne = reader.TryReadHead();
        while (isOne && reader.TryRead(out JournalRecord record))
        {
            yield return record;
        }

        if (!isOne || reader.End().Rest > 0)
        {
            throw new JournalDamageException(Damage.Of(Path.Combine(files.Folder, name.ToString()), reader.Offset));
        }
    }

    private static IJournalFile? Open(IJournalFiles files, SegmentName name)
    {
        try
        {
            return files.OpenRead(name.ToString());
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
