using System.Text.Json;
using Router.Core.Journal.Files;
using Router.Core.Journal.Segments;
using Router.Core.Journal.Snapshots;

namespace Router.Core.Journal.Opening;

/// <summary>Reads snapshots and segments into projections. It changes no file.</summary>
internal sealed class Replay(IJournalFiles files, SnapshotStore snapshots, RecordRoutes routes)
{
    private readonly List<string> _warnings = [];
    private readonly List<SegmentInfo> _sealed = [];

    /// <summary>What the operator should know.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>The segments before the last.</summary>
    public IReadOnlyList<SegmentInfo> Sealed => _sealed;

    /// <summary>The last segment; null when there is none.</summary>
    public SegmentName? Last { get; private set; }

    /// <summary>How the last segment ends.</summary>
    public SegmentEnd End { get; private set; }

    /// <summary>The time before which nothing may be appended, whatever the clock says.</summary>
    public DateTimeOffset Time { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>Reads everything that is in the folder; null when all is well.</summary>
    public JournalProblem? Run()
    {
        List<SegmentName> segments = [];
        foreach (string name in files.List().Order(StringComparer.Ordinal))
        {
            if (SegmentName.TryParse(name, out SegmentName segment))
            {
                segments.Add(segment);
            }
        }

        return Run(segments, long.MaxValue);
    }

    /// <summary>Reads some segments; null when all is well.</summary>
    /// <param name="segments">All that count, in their order.</param>
    /// <param name="upTo">How much of the last one is written.</param>
    public JournalProblem? Run(IReadOnlyList<SegmentName> segments, long upTo) =>
        Begin(snapshots.Find(files.List()), segments.Count == 0 ? 1 : segments[0].First) ?? Go(segments, upTo);

    private JournalProblem? Begin(IReadOnlyList<SnapshotName> found, long first)
    {
        foreach (SnapshotName name in found)
        {
            if (snapshots.Read(name) is not { } sections)
            {
                snapshots.Forget(name);
                _warnings.Add($"{Path(name.ToString())} is damaged and is left out: the records behind the snapshot before it are read instead. Check the disk.");
                continue;
            }

            if (routes.Unknown(sections) is { } unknown)
            {
                return Newer(Path(name.ToString()), null, unknown);
            }

            if (name.Position < first - 1 && !routes.IsEmpty)
            {
                break;
            }

            routes.Restore(sections);
            return null;
        }

        routes.Restore(null);
        return first == 1 || routes.IsEmpty ? null : new JournalProblem(
            JournalProblemKind.Damaged,
            files.Folder,
            null,
            $"{files.Folder} has no readable snapshot of what came before record {first}: restore the .snapshot files from a copy, or start with an empty folder (then keys, budgets and usage begin anew).");
    }

    private JournalProblem? Go(IReadOnlyList<SegmentName> segments, long upTo)
    {
        for (int index = 0; index < segments.Count; index++)
        {
            bool isLast = index == segments.Count - 1;
            long? next = isLast ? null : segments[index + 1].First;
            JournalProblem? problem = next - 1 <= routes.From ? Pass(segments[index], next!.Value) : Read(segments[index], next, isLast ? upTo : long.MaxValue);
            if (problem is not null)
            {
                return problem;
            }
        }

        Time = LastTime();
        return routes.Covered == 0 || (Last is not null && End.Position >= routes.Covered) ? null : new JournalProblem(
            JournalProblemKind.Damaged,
            Last is null ? files.Folder : Path(Last.Value.ToString()),
            Last is null ? null : End.Offset,
            $"The records in {files.Folder} end with {End.Position}, but a snapshot knows record {routes.Covered}: a file is missing or was cut short. Restore the folder from a copy.");
    }

    // A segment that was begun and not used says no more than its day; the one before says when it was ended.
    private DateTimeOffset LastTime()
    {
        if (Last is not { } last)
        {
            return DateTimeOffset.MinValue;
        }

        var day = new DateTimeOffset(last.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        DateTimeOffset time = End.Time ?? (_sealed.Count > 0 ? TimeOf(_sealed[^1].Name) : null) ?? day;
        return time > day ? time : day;
    }

    private DateTimeOffset? TimeOf(SegmentName name)
    {
        using var reader = new SegmentReader(files.OpenRead(name.ToString()), name);
        reader.TryReadHead();
        while (reader.TryRead(out _))
        {
        }

        return reader.End().Time;
    }

    // Every snapshot covers it: only its length is of interest.
    private JournalProblem? Pass(SegmentName name, long next)
    {
        using IJournalFile file = files.OpenRead(name.ToString());
        _sealed.Add(new SegmentInfo(name, next - 1, file.Length));
        return null;
    }

    private JournalProblem? Read(SegmentName name, long? next, long upTo)
    {
        string path = Path(name.ToString());
        using var reader = new SegmentReader(files.OpenRead(name.ToString()), name, upTo);
        if (!reader.TryReadHead())
        {
            return Damage.Of(path, 0);
        }

        long offset = reader.Offset;
        while (reader.TryRead(out JournalRecord record))
        {
            try
            {
                if (routes.Apply(record) is { } unknown)
                {
                    return Newer(path, offset, unknown);
                }
            }
            catch (JsonException exception)
            {
                return new JournalProblem(JournalProblemKind.Unreadable, path, offset, $"{path}: the record {record.Type} at byte {offset} can't be understood ({exception.Message}). Start the version that wrote it.");
            }

            offset = reader.Offset;
        }

        SegmentEnd end = reader.End();
        if (next is null)
        {
            (Last, End) = (name, end);
            return end.IsDamaged ? Damage.Of(path, end.Offset) : null;
        }

        _sealed.Add(new SegmentInfo(name, end.Position, end.Offset));
        return !end.IsSealed || end.Rest > 0 ? Damage.Of(path, end.Offset)
            : end.Position == next - 1 ? null
            : new JournalProblem(
                JournalProblemKind.Damaged,
                path,
                end.Offset,
                $"Behind {path} the segment with record {end.Position + 1} is missing; the next begins with {next}. Restore it from a copy.");
    }

    private static JournalProblem Newer(string path, long? offset, string unknown) => new(
        JournalProblemKind.NewerVersion,
        path,
        offset,
        $"{path} holds {unknown}, which this version does not know: start the version that wrote it, or a newer one.");

    private string Path(string name) => System.IO.Path.Combine(files.Folder, name);
}
