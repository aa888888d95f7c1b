using System.Collections.Immutable;

namespace Router.Core.Caching;

/// <summary>Answers in memory, within a size; which of them stay is said at <see cref="AnswerIndex"/>.</summary>
public sealed class MemoryAnswerStore(TimeProvider clock, long maxBytes) : IAnswerStore
{
    /// <summary>What an entry takes beside its value, in bytes: its object, its place in the table, the value's header (measured: 184 to 212).</summary>
    public const int Overhead = 208;

    private readonly Lock _lock = new();
    private readonly AnswerIndex _index = new(maxBytes);

    /// <summary>The largest total size in bytes, with what entries take beside their values.</summary>
    public long MaxBytes
    {
        get
        {
            lock (_lock)
            {
                return _index.MaxBytes;
            }
        }

        set
        {
            lock (_lock)
            {
                _index.MaxBytes = value;
                _index.Shrink();
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
                return _index.Bytes;
            }
        }
    }

    private long Now => clock.GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(CacheKey key)
    {
        AnswerName name = key.Name;
        lock (_lock)
        {
            if (_index.Find(name) is not { } entry)
            {
                return default;
            }

            if (entry.Ends <= Now)
            {
                _index.Remove(entry);
                return default;
            }

            _index.Prove(entry);
            return new ValueTask<ReadOnlyMemory<byte>?>(entry.Value);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> PutAsync(CacheKey key, CacheLabel label, ReadOnlyMemory<byte> value, TimeSpan lifetime)
    {
        AnswerName name = key.Name;
        long size = value.Length + Overhead;
        lock (_lock)
        {
            if (_index.Takes(size))
            {
                var entry = new IndexEntry(name, value.ToArray(), (clock.GetUtcNow() + lifetime).UtcTicks, size);
                _index.Add(entry, label);
                return ValueTask.FromResult(entry.Line is not null);
            }

            if (_index.Find(name) is { } known)
            {
                _index.Remove(known);
            }
        }

        return ValueTask.FromResult(false);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<CacheHolding>> HoldingsAsync()
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_index.Holdings);
        }
    }

    /// <inheritdoc/>
    public ValueTask<long> ClearAsync(CacheSelection which)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<long>(_index.Clear(which, Now).Count);
        }
    }
}
