using System.Buffers;
using Router.Core.Journal.Segments;
using Router.Core.Journal.Snapshots;

namespace Router.Core.Journal;

public sealed partial class LocalJournal
{
    private static readonly JournalFault Closed = new(JournalState.Closed, "The journal is closed.");

    /// <summary>
    /// What a host does every minute or so: takes a snapshot when many records came since the last, or when some were lost, for entities may know more than
    /// the records say; and drops what is too old.
    /// </summary>
    /// <returns>Null, or why it could not; records are kept all the same.</returns>
    public async Task<JournalFault?> MaintainAsync()
    {
        bool isDue = _queue.Appended - Volatile.Read(ref _appendedAtSnapshot) >= _options.SnapshotAfter
            || (Volatile.Read(ref _losses) != Volatile.Read(ref _lossesAtSnapshot) && Fault() is null);
        JournalFault? fault = isDue ? await SnapshotAsync().ConfigureAwait(false) : null;
        return fault ?? await CompactAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Takes a snapshot of every projection. It is written only when every record that is in it is durable; the one before stays until then.
    /// </summary>
    /// <returns>Null, or why it was not written.</returns>
    public async Task<JournalFault?> SnapshotAsync()
    {
        if (Volatile.Read(ref _isClosed))
        {
            return Closed;
        }

        await _keeping.WaitAsync().ConfigureAwait(false);
        try
        {
            long losses = Volatile.Read(ref _losses);
            long appended = _queue.Appended;
            SnapshotSection[] sections = [.. _projections.Select(Save)];
            if (sections.Length == 0 || sections.Max(section => section.Position) is var covered && covered == _snapshotCovers)
            {
                return null;
            }

            Durability last = _queue.Last is { } batch ? await batch.DurableAsync().ConfigureAwait(false) : Durability.Durable;
            if (last == Durability.Lost || Volatile.Read(ref _losses) != losses || Fault() is not null)
            {
                return Fault() ?? new JournalFault(JournalState.Failing, "Records were lost while a snapshot was taken: the next one will do without them.");
            }

            _snapshots.Write(sections);
            _snapshotCovers = sections.Max(section => section.Position);
            Volatile.Write(ref _appendedAtSnapshot, appended);
            Volatile.Write(ref _lossesAtSnapshot, losses);
            return null;
        }
        catch (Exception exception) when (JournalFault.Covers(exception))
        {
            return JournalFault.Of(exception, _files.Folder);
        }
        finally
        {
            _keeping.Release();
        }
    }

    /// <summary>Drops the oldest segments that are wholly covered by every snapshot that is kept and older than the retention.</summary>
    /// <returns>Null, or why it could not.</returns>
    public async Task<JournalFault?> CompactAsync()
    {
        if (Volatile.Read(ref _isClosed))
        {
            return Closed;
        }

        await _keeping.WaitAsync().ConfigureAwait(false);
        try
        {
            SegmentInfo[] old = Droppable();
            if (old.Length > 0)
            {
                // Each is gone for certain before the next goes: a power loss must not bring back one without its followers, for a new projection reads all.
                _files.SyncFolder();
            }

            foreach (SegmentInfo segment in old)
            {
                _files.Delete(segment.Name.ToString());
                using (Hold())
                {
                    _sealed.Remove(segment);
                }

                _files.SyncFolder();
            }

            return null;
        }
        catch (Exception exception) when (JournalFault.Covers(exception))
        {
            return JournalFault.Of(exception, _files.Folder);
        }
        finally
        {
            _keeping.Release();
        }
    }

    private SegmentInfo[] Droppable()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        lock (_turning)
        {
            using (Hold())
            {
                if (_segment is null)
                {
                    return [];
                }

                // On a full disk this is what makes room.
                if (_fault is null && !_segment.IsEmpty && _segment.Name.Day < DateOnly.FromDateTime(now.UtcDateTime))
                {
                    RotateOrFail();
                }

                long floor = _projections.Count == 0 ? long.MaxValue : _snapshots.Floor;
                return [.. _sealed.TakeWhile(segment => segment.LastPosition <= floor && EndOf(segment.Name.Day) + _options.Retention <= now)];
            }
        }
    }

    private void RotateOrFail()
    {
        try
        {
            Write(mayRotate: true);
            if (_fault is not null)
            {
                // Half a record may lie behind the end: no mark is put on it.
                Repair();
                return;
            }

            Rotate(Today());
        }
        catch (Exception exception) when (JournalFault.Covers(exception))
        {
            Fail(exception);
            Repair();
        }
    }

    private SnapshotSection Save(IProjection projection)
    {
        var state = new ArrayBufferWriter<byte>();
        long position = projection.Save(state, this);
        return new SnapshotSection(projection.Name, position, new ProjectionSnapshot(projection.Version, state.WrittenMemory));
    }

    private JournalFault? Fault()
    {
        using (Hold())
        {
            return _isClosed ? Closed : _fault;
        }
    }

    private static DateTimeOffset EndOf(DateOnly day) => new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
