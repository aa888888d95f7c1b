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
    private Task _tidying;
    private long _maxBytes;

    /// <summary>Begins to read the folder; questions wait for that.</summary>
    /// <param name="folder">The folder; made when it is needed.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="maxBytes">The largest total size in bytes.</param>
    /// <param name="refused">Hears why the disk refused something.</param>
    public FolderAnswerStore(string folder, TimeProvider clock, long maxBytes, Action<Exception> refused)
    {
        (_clock, _refused, _folder, _index, _maxBytes) = (clock, refused, new AnswerFolder(folder), new AnswerIndex(maxBytes), maxBytes);
        _tidying = _reading = Task.Run(() => Try(Read));
    }

    /// <summary>The largest total size in bytes, in whole blocks. Setting it waits for nothing: what is too much is deleted beside those who ask.</summary>
    public long MaxBytes
    {
        set
        {
            if (Interlocked.Read(ref _maxBytes) != value && Interlocked.Exchange(ref _maxBytes, value) != value)
            {
                lock (_lock)
                {
                    Task before = _tidying;
                    _tidying = Task.Run(() => TidyAsync(before));
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
    public async ValueTask<bool> PutAsync(CacheKey key, CacheLabel label, ReadOnlyMemory<byte> value, TimeSpan lifetime)
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
                isKept = Keep(fresh, new IndexEntry(name, value: null, ends.UtcTicks, size), label);
            }).ConfigureAwait(false);
        }

        if (!isKept)
        {
            Forget(name);
        }

        return isKept;
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<CacheHolding>> HoldingsAsync()
    {
        await TidiedAsync().ConfigureAwait(false);
        lock (_lock)
        {
            return _index.Holdings;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> ClearAsync(CacheSelection which)
    {
        await TidiedAsync().ConfigureAwait(false);
        IReadOnlyList<IndexEntry> gone;
        lock (_lock)
        {
            gone = _index.Clear(which, Now);
        }

        DeleteInTurn(gone);
        return gone.Count;
    }

    private static long Blocks(long length) => (length + Block - 1) / Block * Block;

    /// <summary>Opening every file takes long on a slow disk: nobody is held up meanwhile.</summary>
    private void Read()
    {
        List<IndexEntry> gone = [];
        IReadOnlyList<(AnswerName Name, SealedHead Head)> found = _folder.Read(head => head.Ends.UtcTicks > Now, _refused);
        lock (_lock)
        {
            foreach ((AnswerName name, SealedHead head) in found)
            {
                gone.AddRange(_index.Add(new IndexEntry(name, value: null, head.Ends.UtcTicks, Blocks(head.Length)), head.Label));
            }
        }

        DeleteInTurn(gone);
    }

    /// <summary>Makes the last size true that was set, behind whatever is under way.</summary>
    private async Task TidyAsync(Task before)
    {
        await before.ConfigureAwait(false);
        IReadOnlyList<IndexEntry> gone;
        lock (_lock)
        {
            _index.MaxBytes = Interlocked.Read(ref _maxBytes);
            gone = _index.Shrink();
        }

        DeleteInTurn(gone);
    }

    private Task TidiedAsync()
    {
        lock (_lock)
        {
            return _tidying;
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
    private bool Keep(string fresh, IndexEntry entry, CacheLabel label)
    {
        lock (_lock)
        {
            _folder.Keep(fresh, entry.Name);
            Delete(_index.Add(entry, label));
            return entry.Line is not null;
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

    /// <summary>Deletes many, with room between them for those who ask; what was kept anew meanwhile stays.</summary>
    private void DeleteInTurn(IReadOnlyList<IndexEntry> gone)
    {
        foreach (IndexEntry entry in gone)
        {
            lock (_lock)
            {
                if (_index.Find(entry.Name) is null)
                {
                    Delete([entry]);
                }
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
