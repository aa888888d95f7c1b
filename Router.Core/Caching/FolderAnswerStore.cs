using System.Collections.Immutable;

namespace Router.Core.Caching;

/// <summary>
/// Answers in the files of a folder, sealed, within a size; they survive a restart. Which of them stay is said at <see cref="AnswerIndex"/>; behind a restart none counts as asked for
/// again. A disk that refuses costs hits, never a message.
/// </summary>
public sealed class FolderAnswerStore : IAnswerStore
{
    /// <summary>What a file takes is counted in blocks of so many bytes, as disks do.</summary>
    public const int Block = 4096;

    private readonly TimeProvider _clock;
    private readonly Action<Exception> _refused;
    private readonly AnswerFolder _folder;
    private readonly Lock _lock = new();
    private readonly AnswerIndex _index;
    private readonly Task _reading;

    /// <summary>Begins to read the folder; questions wait for that.</summary>
    /// <param name="folder">The folder; made when it is needed.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="maxBytes">The largest total size in bytes.</param>
    /// <param name="refused">Hears why the disk refused something.</param>
    public FolderAnswerStore(string folder, TimeProvider clock, long maxBytes, Action<Exception> refused)
    {
        (_clock, _refused, _folder, _index) = (clock, refused, new AnswerFolder(folder), new AnswerIndex(maxBytes));
        _reading = Task.Run(() => Try(Read));
    }

    /// <summary>The largest total size in bytes, in whole blocks.</summary>
    public long MaxBytes
    {
        set
        {
            lock (_lock)
            {
                if (_index.MaxBytes != value)
                {
                    _index.MaxBytes = value;
                    Delete(_index.Shrink());
                }
            }
        }
    }

    private long Now => _clock.GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public async ValueTask<ReadOnlyMemory<byte>?> FindAsync(CacheKey key)
    {
        await _reading.ConfigureAwait(false);
        AnswerName name = key.Name;
        if (Use(name) is not { } entry)
        {
            return null;
        }

        ReadOnlyMemory<byte>? value = null;
        await TryAsync(async () => value = await _folder.ReadAsync(name).ConfigureAwait(false) is { } bytes ? SealedAnswer.Open(key, bytes) : null).ConfigureAwait(false);
        if (value is null)
        {
            Remove(entry);
        }

        return value;
    }

    /// <inheritdoc/>
    public async ValueTask PutAsync(CacheKey key, CacheLabel label, ReadOnlyMemory<byte> value, TimeSpan lifetime)
    {
        await _reading.ConfigureAwait(false);
        AnswerName name = key.Name;
        DateTimeOffset ends = _clock.GetUtcNow() + lifetime;
        byte[] bytes = SealedAnswer.Seal(key, label, ends, value.Span);
        long size = Blocks(bytes.Length);
        bool isKept = false;
        if (Takes(size))
        {
            await TryAsync(async () =>
            {
                string fresh = await _folder.WriteAsync(name, bytes).ConfigureAwait(false);
                Keep(fresh, new IndexEntry(name, value: null, ends.UtcTicks, size), label);
                isKept = true;
            }).ConfigureAwait(false);
        }

        if (!isKept)
        {
            Forget(name);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<CacheHolding>> HoldingsAsync()
    {
        await _reading.ConfigureAwait(false);
        lock (_lock)
        {
            return _index.Holdings;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> ClearAsync(CacheSelection which)
    {
        await _reading.ConfigureAwait(false);
        lock (_lock)
        {
            IReadOnlyList<IndexEntry> gone = _index.Clear(which, Now);
            Delete(gone);
            return gone.Count;
        }
    }

    private static long Blocks(long length) => (length + Block - 1) / Block * Block;

    private void Read()
    {
        lock (_lock)
        {
            foreach ((AnswerName name, SealedHead head) in _folder.Read(head => head.Ends.UtcTicks > Now))
            {
                Delete(_index.Add(new IndexEntry(name, value: null, head.Ends.UtcTicks, Blocks(head.Length)), head.Label));
            }
        }
    }

    private IndexEntry? Use(AnswerName name)
    {
        lock (_lock)
        {
            if (_index.Find(name) is not { } entry)
            {
                return null;
            }

            if (entry.Ends > Now)
            {
                _index.Prove(entry);
                return entry;
            }

            _index.Remove(entry);
            Delete([entry]);
            return null;
        }
    }

    private bool Takes(long size)
    {
        lock (_lock)
        {
            return _index.Takes(size);
        }
    }

    /// <summary>Files are moved and deleted under the lock, so that the index and the folder agree.</summary>
    private void Keep(string fresh, IndexEntry entry, CacheLabel label)
    {
        lock (_lock)
        {
            _folder.Keep(fresh, entry.Name);
            Delete(_index.Add(entry, label));
        }
    }

    private void Forget(AnswerName name)
    {
        lock (_lock)
        {
            if (_index.Find(name) is { } known)
            {
                _index.Remove(known);
                Delete([known]);
            }
        }
    }

    /// <summary>Removes what could not be opened, unless another has taken its place.</summary>
    private void Remove(IndexEntry entry)
    {
        lock (_lock)
        {
            if (_index.Find(entry.Name) == entry)
            {
                _index.Remove(entry);
                Delete([entry]);
            }
        }
    }

    private void Delete(IReadOnlyList<IndexEntry> gone)
    {
        foreach (IndexEntry entry in gone)
        {
            Try(() => _folder.Delete(entry.Name));
        }
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _refused(exception);
        }
    }

    private async Task TryAsync(Func<Task> action)
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _refused(exception);
        }
    }
}
