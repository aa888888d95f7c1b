using System.Buffers;

namespace Router.Core.Journal.Writing;

/// <summary>Records that are written together, and what becomes of them. Filled under the queue's lock until it is taken.</summary>
internal sealed class Batch(DateOnly day, int capacity, IBatchWriter writer) : IRecordFate
{
    private readonly Lock _lock = new();
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    private Durability? _state;
    private TaskCompletionSource<Durability>? _written;
    private TaskCompletionSource<Durability>? _durable;

    public DateOnly Day => day;

    public int Length { get; private set; }

    public int Count { get; private set; }

    /// <summary>The position of its last record.</summary>
    public long Position { get; private set; }

    /// <summary>Whether it takes no more records.</summary>
    public bool IsTaken { get; set; }

    public Span<byte> Frames => _buffer.AsSpan(0, Length);

    public bool HasRoom(DateOnly recordDay, int length) => !IsTaken && recordDay == day && length <= _buffer.Length - Length;

    /// <summary>Room for the next record.</summary>
    public Span<byte> Add(int length, long position)
    {
        Span<byte> frame = _buffer.AsSpan(Length, length);
        Length += length;
        Count++;
        Position = position;
        return frame;
    }

    public ValueTask<Durability> WrittenAsync()
    {
        if (State is null)
        {
            writer.WriteNow();
        }

        lock (_lock)
        {
            return _state is { } state ? new ValueTask<Durability>(state) : new ValueTask<Durability>((_written ??= Source()).Task);
        }
    }

    public ValueTask<Durability> DurableAsync()
    {
        lock (_lock)
        {
            if (_state is Durability.Durable or Durability.Lost)
            {
                return new ValueTask<Durability>(_state.Value);
            }

            _durable ??= Source();
        }

        writer.FlushSoon();
        return new ValueTask<Durability>(_durable.Task);
    }

    /// <summary>Says what has become of it; its buffer is of no use any more.</summary>
    public void Become(Durability state)
    {
        TaskCompletionSource<Durability>? written;
        TaskCompletionSource<Durability>? durable;
        lock (_lock)
        {
            _state = state;
            (written, durable) = (_written, state == Durability.Written ? null : _durable);
            if (_buffer.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = [];
            }
        }

        written?.TrySetResult(state);
        durable?.TrySetResult(state);
    }

    private Durability? State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    private static TaskCompletionSource<Durability> Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
