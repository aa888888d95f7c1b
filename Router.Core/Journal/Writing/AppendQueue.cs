using System.Text;
using Router.Core.Journal.Segments;

namespace Router.Core.Journal.Writing;

/// <summary>What waits to be written. Here records get their position and time, so both follow the order of appending; time stands still where the clock steps back.</summary>
internal sealed class AppendQueue(JournalOptions options, TimeProvider clock, IBatchWriter writer, long position, DateTimeOffset time)
{
    private const int BatchBytes = 64 << 10;

    private readonly Lock _lock = new();
    private readonly Queue<Batch> _batches = new();
    private Batch? _last;
    private long _position = position;
    private DateTimeOffset _time = time;
    private bool _isShut = true;
    private TaskCompletionSource? _room;

    /// <summary>The position of the last record appended.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Bytes that wait.</summary>
    public long Waiting { get; private set; }

    /// <summary>Bytes of all records since the start.</summary>
    public long Appended { get; private set; }

    /// <summary>Records that were refused or lost.</summary>
    public long Lost { get; private set; }

    /// <summary>The batch of the last record appended; null when none was yet.</summary>
    public Batch? Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Appends a record.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="id">Its id.</param>
    /// <param name="payload">Its payload.</param>
    public JournalTicket Add(RecordType type, string id, ReadOnlySpan<byte> payload)
    {
        int idLength = Encoding.UTF8.GetByteCount(id);
        int length = FrameHead.Size + type.NameBytes.Length + idLength + payload.Length;
        lock (_lock)
        {
            if (_isShut || Waiting + length > 2 * options.WaitingBytes)
            {
                Lost++;
                return default;
            }

            DateTimeOffset now = clock.GetUtcNow();
            _time = now > _time ? now : _time;
            Batch batch = Open(DateOnly.FromDateTime(_time.UtcDateTime), length);
            var head = new FrameHead(length, 0, ++_position, _time.UtcTicks, 0, (ushort)type.Version, (byte)type.NameBytes.Length, (byte)idLength);
            Span<byte> frame = batch.Add(length, _position);
            head.Write(frame);
            type.NameBytes.CopyTo(frame[FrameHead.Size..]);
            Encoding.UTF8.GetBytes(id, frame[(FrameHead.Size + type.NameBytes.Length)..]);
            payload.CopyTo(frame[(length - payload.Length)..]);
            Waiting += length;
            Appended += length;
            return new JournalTicket(_position, batch);
        }
    }

    /// <summary>The oldest batch, which takes no more records from now on; it stays in the queue until it is written.</summary>
    public Batch? Take()
    {
        lock (_lock)
        {
            if (_batches.TryPeek(out Batch? batch))
            {
                batch.IsTaken = true;
            }

            return batch;
        }
    }

    /// <summary>The oldest batch is written.</summary>
    public void Remove()
    {
        lock (_lock)
        {
            Waiting -= _batches.Dequeue().Length;
            ReleaseRoom();
        }
    }

    /// <summary>Accepts records.</summary>
    public void Accept()
    {
        lock (_lock)
        {
            _isShut = false;
        }
    }

    /// <summary>Refuses records from now on; those that wait are lost.</summary>
    public void Refuse()
    {
        lock (_lock)
        {
            _isShut = true;
            while (_batches.TryDequeue(out Batch? batch))
            {
                batch.IsTaken = true;
                Lost += batch.Count;
                batch.Become(Durability.Lost);
            }

            Waiting = 0;
            ReleaseRoom();
        }
    }

    /// <summary>Counts records that were written and are lost all the same.</summary>
    public void CountLost(long records)
    {
        lock (_lock)
        {
            Lost += records;
        }
    }

    /// <summary>The time of a mark: no earlier than any record's.</summary>
    public DateTimeOffset Now()
    {
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            return _time = now > _time ? now : _time;
        }
    }

    /// <summary>Completes when there is room.</summary>
    public async ValueTask RoomAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task room;
            lock (_lock)
            {
                if (_isShut || Waiting < options.WaitingBytes)
                {
                    return;
                }

                room = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            writer.FlushSoon();
            await room.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private void ReleaseRoom()
    {
        if (Waiting < options.WaitingBytes)
        {
            _room?.TrySetResult();
            _room = null;
        }
    }

    private Batch Open(DateOnly day, int length)
    {
        if (_batches.Count > 0 && _last is { } last && last.HasRoom(day, length))
        {
            return last;
        }

        _last = new Batch(day, Math.Max(BatchBytes, length), writer);
        _batches.Enqueue(_last);
        return _last;
    }
}
