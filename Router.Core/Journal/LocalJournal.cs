using System.Text.Json;
using Router.Core.Journal.Files;
using Router.Core.Journal.Opening;
using Router.Core.Journal.Segments;
using Router.Core.Journal.Snapshots;
using Router.Core.Journal.Writing;

namespace Router.Core.Journal;

/// <summary>
/// The journal of one process: appending fills a batch in memory, whoever waits for it writes it, one thread flushes in groups. A failure
/// refuses records until what is broken is cut off and the disk takes records again; nothing is ever written behind half a record.
/// </summary>
public sealed partial class LocalJournal : IJournal, IBatchWriter, IDisposable
{
    private readonly IJournalFiles _files;
    private readonly JournalOptions _options;
    private readonly TimeProvider _clock;
    private readonly IJournalNotices _notices;
    private readonly IReadOnlyList<IProjection> _projections;
    private readonly SnapshotStore _snapshots;
    private readonly AppendQueue _queue;
    private readonly List<SegmentInfo> _sealed;

    /// <summary>Held while something is written, flushed with nobody else writing, or repaired; never while a record is appended.</summary>
    private readonly Lock _writing = new();

    /// <summary>Held for a whole turn of the flushing thread. Taken before <see cref="_writing"/>.</summary>
    private readonly Lock _turning = new();

    private readonly Queue<Batch> _unflushed = new();
    private readonly WakeUp _wake = new();
    private readonly SemaphoreSlim _keeping = new(1);
    private readonly ITimer _timer;
    private readonly Thread? _thread;
    private readonly (SegmentName Name, SegmentEnd End)? _found;
    private IDisposable? _lock;
    private SegmentWriter? _segment;
    private JournalFault? _fault;
    private DateTimeOffset _since;
    private volatile JournalStatus _status = null!;
    private SegmentName? _stray;
    private long _losses;
    private long _lossesAtSnapshot;
    private long _appendedAtSnapshot;
    private long _snapshotCovers;
    private int _isWriteWanted;
    private int _isFlushDue;
    private int _isTimerSet;
    private bool _isClosed;

    private LocalJournal(
        IJournalFiles files, IDisposable? held, Replay replay, SnapshotStore snapshots, IReadOnlyList<IProjection> projections, JournalOptions options, TimeProvider clock, IJournalNotices notices, bool isDriven)
    {
        (_files, _lock, _snapshots, _projections, _options, _clock, _notices) = (files, held, snapshots, projections, options, clock, notices);
        _sealed = [.. replay.Sealed];
        _found = replay.Last is { } last ? (last, replay.End) : null;
        _queue = new AppendQueue(options, clock, this, Math.Max(replay.End.Position, 0), replay.Time);
        _since = clock.GetUtcNow();
        _timer = clock.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using (Hold())
        {
            Repair();
        }

        if (!isDriven)
        {
            _thread = new Thread(Work) { IsBackground = true, Name = "journal" };
            _thread.Start();
        }
    }

    /// <inheritdoc/>
    public long Position => _queue.Position;

    /// <inheritdoc/>
    public JournalStatus Status
    {
        get
        {
            // A disk that hangs must not hang who asks how it is.
            if (_writing.TryEnter())
            {
                using (new Holding(this))
                {
                    Publish();
                }
            }

            return _status with { Position = Position, WaitingBytes = _queue.Waiting, LostRecords = _queue.Lost };
        }
    }

    /// <inheritdoc/>
    public ValueTask RoomAsync(CancellationToken cancellation) => _queue.RoomAsync(cancellation);

    /// <inheritdoc/>
    public JournalTicket Append<T>(RecordType<T> type, string id, T payload)
    {
        PayloadWriter scratch = PayloadWriter.Rent();
        try
        {
            JsonSerializer.Serialize(scratch.Json, payload, type.Json);
            PayloadWriter.Check(type, id, scratch.Length);
            JournalTicket ticket = _queue.Add(type, id, scratch.Written);
            if (ticket.Position > 0 && Volatile.Read(ref _isTimerSet) == 0 && Interlocked.Exchange(ref _isTimerSet, 1) == 0)
            {
                _timer.Change(_options.FlushAfter, Timeout.InfiniteTimeSpan);
            }

            return ticket;
        }
        finally
        {
            scratch.Return();
        }
    }

    /// <summary>Writes and flushes what waits and gives the folder back. Records that can't be kept are lost.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, true))
        {
            return;
        }

        // A snapshot that is being taken still needs the thread.
        _keeping.Wait();
        _timer.Dispose();
        _wake.Set();
        _thread?.Join();
        Turn(flushes: true);
        Close();
        _keeping.Dispose();
    }

    private void Publish() => _status = new JournalStatus(
        _isClosed ? JournalState.Closed : _fault?.State ?? JournalState.Ready,
        _fault?.Text,
        _since,
        Position,
        _segment?.DurablePosition ?? _found?.End.Position ?? 0,
        _queue.Waiting,
        _queue.Lost,
        _sealed.Count + (_segment is null ? 0 : 1),
        _sealed.Sum(segment => segment.Length) + (_segment?.Length ?? 0));

    private void Ring()
    {
        Interlocked.Exchange(ref _isTimerSet, 0);
        Interlocked.Exchange(ref _isFlushDue, 1);
        _wake.Set();
    }
}
