using Router.Core.Journal.Opening;
using Router.Core.Journal.Segments;
using Router.Core.Journal.Snapshots;

namespace Router.Core.Journal;

public sealed partial class LocalJournal
{
    /// <inheritdoc/>
    public JournalProblem? Reload(IProjection projection)
    {
        _keeping.Wait();
        try
        {
            lock (_turning)
            {
                List<(SegmentName Name, long Length)> segments;
                using (Hold())
                {
                    Write(mayRotate: true);
                    segments = Segments();
                }

                return new Replay(_files, new SnapshotStore(_files), new RecordRoutes(_projections, _options.RawTypes, projection))
                    .Run([.. segments.Select(segment => segment.Name)], segments.Count == 0 ? 0 : segments[^1].Length);
            }
        }
        catch (Exception exception) when (JournalFault.Covers(exception))
        {
            return new JournalProblem(JournalProblemKind.Unreadable, _files.Folder, null, JournalFault.Of(exception, _files.Folder).Text);
        }
        finally
        {
            _keeping.Release();
        }
    }

    /// <inheritdoc/>
    public IEnumerable<JournalRecord> Read(DateOnly from, DateOnly to)
    {
        WriteNow();
        List<(SegmentName Name, long Length)> segments;
        using (Hold())
        {
            segments = Segments();
        }

        // Behind a clock that stepped back a segment may hold a day before its own.
        return segments.Where(segment => segment.Name.Day >= from).SelectMany(segment => SegmentRecords.Read(_files, segment.Name, segment.Length))
            .Select(record => (Record: record, Day: DateOnly.FromDateTime(record.Time.UtcDateTime)))
            .TakeWhile(record => record.Day <= to).Where(record => record.Day >= from).Select(record => record.Record);
    }

    /// <summary>The segments in their order, and how much of them is written.</summary>
    private List<(SegmentName Name, long Length)> Segments()
    {
        List<(SegmentName Name, long Length)> segments = [.. _sealed.Select(segment => (segment.Name, segment.Length))];
        if (_segment is not null)
        {
            segments.Add((_segment.Name, _segment.Length));
        }
        else if (_found is { } found)
        {
            segments.Add((found.Name, found.End.Offset));
        }

        return segments;
    }
}
