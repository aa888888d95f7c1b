namespace Router.Core.Caching;

/// <summary>
/// Answers in memory, within a size. An answer that was asked for again is kept before any that was not: however many new ones come by, they
/// only drive out each other.
/// </summary>
public sealed class MemoryAnswerStore(TimeProvider clock, long maxBytes) : IAnswerStore
{
    /// <summary>What an entry takes beside its value, in bytes: its object, its place in the table, the value's header (measured: 168 to 196).</summary>
    public const int Overhead = 200;

    /// <summary>The share of the whole, in eighths, that answers may take which were asked for again.</summary>
    private const int ProvenShare = 6;

    private readonly Lock _lock = new();
    private readonly Dictionary<CacheKey, MemoryEntry> _entries = [];
    private readonly MemoryLine _fresh = new();
    private readonly MemoryLine _proven = new();
    private long _maxBytes = maxBytes;

    /// <summary>The largest total size in bytes, with what entries take beside their values.</summary>
    public long MaxBytes
    {
        get => Volatile.Read(ref _maxBytes);
        set
        {
            if (Interlocked.Exchange(ref _maxBytes, value) > value)
            {
                lock (_lock)
                {
                    Shrink();
                }
            }
        }
    }

    /// <summary>The total size in bytes.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _fresh.Bytes + _proven.Bytes;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(CacheKey key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out MemoryEntry? entry))
            {
                return default;
            }

            if (entry.Ends <= clock.GetUtcNow().UtcTicks)
            {
                Remove(entry);
                return default;
            }

            entry.Line.Remove(entry);
            _proven.Add(entry);
            while (_proven.Bytes > MaxBytes / 8 * ProvenShare && _proven.Oldest is { } old && old != entry)
            {
                _proven.Remove(old);
                _fresh.Add(old);
            }

            return new ValueTask<ReadOnlyMemory<byte>?>(entry.Value);
        }
    }

    /// <inheritdoc/>
    public ValueTask PutAsync(CacheKey key, ReadOnlyMemory<byte> value, TimeSpan lifetime)
    {
        lock (_lock)
        {
            MemoryLine line = _fresh;
            if (_entries.TryGetValue(key, out MemoryEntry? known))
            {
                line = known.Line;
                Remove(known);
            }

            // One answer must not drive out all others.
            if (value.Length + Overhead <= MaxBytes / 8)
            {
                var entry = new MemoryEntry(key, value.ToArray(), (clock.GetUtcNow() + lifetime).UtcTicks);
                _entries.Add(key, entry);
                line.Add(entry);
                Shrink();
            }
        }

        return ValueTask.CompletedTask;
    }

    private void Shrink()
    {
        while (_fresh.Bytes + _proven.Bytes > MaxBytes)
        {
            Remove((_fresh.Oldest ?? _proven.Oldest)!);
        }
    }

    private void Remove(MemoryEntry entry)
    {
        entry.Line.Remove(entry);
        _entries.Remove(entry.Key);
    }
}
