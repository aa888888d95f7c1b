using System.Buffers;

namespace Router.Api.Caching;

/// <summary>
/// An answer that a provider is asked for once, for all who want the same. Each reads it from its beginning, at its own pace. It is given up when
/// the last of them has left before all of it was there.
/// </summary>
internal sealed class Flight : IDisposable
{
    /// <summary>More than any real answer takes: a provider that never stops must not fill the memory, where no slow client holds it back.</summary>
    private const long MostBytes = 64 << 20;

    private readonly Lock _lock = new();
    private readonly List<FlightPart> _parts = [];
    private readonly CancellationTokenSource _abandoned = new();
    private readonly TaskCompletionSource _over = New();
    private TaskCompletionSource _changed = New();
    private ReadOnlyMemory<byte>? _whole;
    private FlightHead? _head;
    private FlightEnd? _end;
    private long _bytes;
    private readonly List<string> _aboard;
    private bool _isTold;

    /// <summary>Begins.</summary>
    /// <param name="user">Whose client asks for it.</param>
    public Flight(string user) => _aboard = [user];

    /// <summary>Cancelled when all have left before its end.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Completes when nothing more is done with it: its answer is kept, if it is one to keep, and nobody can join any more.</summary>
    public Task Over => _over.Task;

    /// <summary>Whether all of the answer is there.</summary>
    public bool IsTold
    {
        get
        {
            lock (_lock)
            {
                return _isTold;
            }
        }
    }

    /// <summary>How many clients it has.</summary>
    public int Aboard
    {
        get
        {
            lock (_lock)
            {
                return _aboard.Count;
            }
        }
    }

    /// <summary>The answer in one piece, where it came so.</summary>
    public ReadOnlyMemory<byte>? Whole => _whole;

    /// <summary>Whether anybody but this user waits for it.</summary>
    public bool HasOthersThan(string user)
    {
        lock (_lock)
        {
            return _aboard.Exists(aboard => !string.Equals(aboard, user, StringComparison.Ordinal));
        }
    }

    /// <summary>Joins. False where there is nothing to join any more: it failed, or all have left.</summary>
    /// <param name="user">Whose client does.</param>
    public bool TryBoard(string user)
    {
        lock (_lock)
        {
            if ((_aboard.Count == 0 && !_isTold) || _end is { IsWhole: false })
            {
                return false;
            }

            _aboard.Add(user);
            return true;
        }
    }

    /// <summary>Leaves. When nobody is left before all of the answer is there, the provider's work is given up: who has all of it may go at once, and it is kept for the next.</summary>
    /// <param name="user">Whose client does.</param>
    public void Leave(string user)
    {
        bool isAbandoned;
        lock (_lock)
        {
            _aboard.Remove(user);
            isAbandoned = _aboard.Count == 0 && _end is null && !_isTold;
        }

        if (isAbandoned)
        {
            _abandoned.Cancel();
        }
    }

    /// <summary>The answer begins.</summary>
    public void Begin(FlightHead head)
    {
        lock (_lock)
        {
            _head ??= head;
        }
    }

    /// <summary>Adds frames for all.</summary>
    /// <exception cref="OverlongAnswerException">It has grown beyond 64 MiB.</exception>
    public void Add(FlightPart part)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _bytes += part.Frames.Length;
            if (_bytes > MostBytes)
            {
                throw new OverlongAnswerException($"The answer is longer than {MostBytes >> 20} MiB, the most that requests can share.");
            }

            _parts.Add(part);
            _isTold |= part.IsEnd;
            (changed, _changed) = (_changed, New());
        }

        changed.SetResult();
    }

    /// <summary>Keeps an answer that came in one piece.</summary>
    public void Keep(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        var whole = new ArrayBufferWriter<byte>();
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            whole.Write(piece.Span);
        }

        lock (_lock)
        {
            _whole = whole.WrittenMemory;
            _isTold = true;
        }
    }

    /// <summary>All frames so far.</summary>
    public ReadOnlyMemory<byte> Frames()
    {
        lock (_lock)
        {
            var all = new ArrayBufferWriter<byte>((int)_bytes + 1);
            _parts.ForEach(part => all.Write(part.Frames.Span));
            return all.WrittenMemory;
        }
    }

    /// <summary>The answer has ended; only the first end counts.</summary>
    public void End(FlightEnd end)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            if (_end is not null)
            {
                return;
            }

            _end = end;
            (changed, _changed) = (_changed, New());
        }

        changed.SetResult();
    }

    /// <summary>Returns when there is something new.</summary>
    /// <param name="position">How many parts are known.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async ValueTask<FlightNews> NextAsync(int position, CancellationToken cancellation)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_parts.Count > position || _end is not null)
                {
                    return new FlightNews(_head, [.. _parts.Skip(position)], _end);
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellation);
        }
    }

    /// <summary>Says that it is over.</summary>
    public void Close() => _over.TrySetResult();

    public void Dispose()
    {
        Close();
        _abandoned.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
