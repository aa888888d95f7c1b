using Router.Core.Journal.Segments;
using Router.Core.Journal.Writing;

namespace Router.Core.Journal;

public sealed partial class LocalJournal
{
    // A request that writes for others as well does not do so for ever.
    private const int Rounds = 4;

    /// <inheritdoc/>
    void IBatchWriter.WriteNow() => WriteNow();

    /// <inheritdoc/>
    void IBatchWriter.FlushSoon()
    {
        Interlocked.Exchange(ref _isFlushDue, 1);
        _wake.Set();
    }

    private void WriteNow()
    {
        // Who can't enter leaves the wish behind, and whoever is inside looks for wishes after leaving: none is overlooked.
        Interlocked.Exchange(ref _isWriteWanted, 1);
        for (int round = 0; Volatile.Read(ref _isWriteWanted) == 1; round++)
        {
            if (round == Rounds)
            {
                _wake.Set();
                return;
            }

            if (!_writing.TryEnter())
            {
                return;
            }

            try
            {
                Interlocked.Exchange(ref _isWriteWanted, 0);
                Write(mayRotate: false);
            }
            finally
            {
                _writing.Exit();
            }
        }
    }

    private Holding Hold()
    {
        _writing.Enter();
        return new Holding(this);
    }

    private void Work()
    {
        while (true)
        {
            _wake.Wait();
            if (Volatile.Read(ref _isClosed))
            {
                return;
            }

            Turn(Interlocked.Exchange(ref _isFlushDue, 0) == 1);
        }
    }

    /// <summary>One turn of the flushing thread: repairs what is broken, writes what waits and, when that is due, flushes it.</summary>
    internal void Turn(bool flushes)
    {
        lock (_turning)
        {
            SegmentWriter segment;
            long length;
            long position;
            using (Hold())
            {
                if (_fault is not null && !Repair())
                {
                    return;
                }

                Write(mayRotate: true);
                if (_fault is not null)
                {
                    Repair();
                    return;
                }

                if (!flushes || _unflushed.Count == 0)
                {
                    return;
                }

                (segment, length, position) = (_segment!, _segment!.Length, _segment.Position);
            }

            Flush(segment, length, position);
        }
    }

    // Nobody is kept from writing meanwhile.
    private void Flush(SegmentWriter segment, long length, long position)
    {
        try
        {
            segment.Flush();
        }
        catch (Exception exception) when (JournalFault.Covers(exception))
        {
            using (Hold())
            {
                LoseUnflushed();
                Fail(exception);
                Repair();
            }

            return;
        }

        using (Hold())
        {
            segment.Confirm(length, position);
            Settle();
        }
    }

    private void Write(bool mayRotate)
    {
        try
        {
            while (_fault is null && _queue.Take() is { } batch)
            {
                if (batch.Day > _segment!.Name.Day || (!_segment.IsEmpty && _segment.Length + batch.Length > _options.SegmentBytes))
                {
                    if (!mayRotate)
                    {
                        _wake.Set();
                        return;
                    }

                    Rotate(batch.Day);
                }

                _segment.Write(batch.Frames, batch.Position);
                _unflushed.Enqueue(batch);
                _queue.Remove();
                batch.Become(Durability.Written);
            }
        }
        catch (Exception exception) when (JournalFault.Covers(exception))
        {
            Fail(exception);
            _wake.Set();
        }
    }

    private void Rotate(DateOnly day)
    {
        SegmentWriter old = _segment!;
        if (!old.IsSealed)
        {
            old.Mark(MarkKind.Sealed, _queue.Now());
            Settle();
        }

        SegmentWriter next = Create(new SegmentName(day > old.Name.Day ? day : old.Name.Day, old.Position + 1));
        _sealed.Add(new SegmentInfo(old.Name, old.Position, old.Length));
        _segment = next;
        old.Dispose();
    }

    private SegmentWriter Create(SegmentName name)
    {
        // An earlier try may have left an empty segment under another day's name, and only the last segment may be unsealed.
        if (_stray is { } stray && stray != name)
        {
            _files.Delete(stray.ToString());
            _files.SyncFolder();
        }

        _stray = name;
        SegmentWriter segment = SegmentWriter.Create(_files, name);
        _stray = null;
        return segment;
    }

    /// <summary>Tells batches whose end is known: flushed, or cut off behind a failed flush.</summary>
    private void Settle()
    {
        while (_unflushed.TryPeek(out Batch? batch) && (batch.Position <= _segment!.DurablePosition || batch.Position > _segment.Position))
        {
            bool isLost = batch.Position > _segment.DurablePosition;
            if (isLost)
            {
                _queue.CountLost(batch.Count);
            }

            _unflushed.Dequeue().Become(isLost ? Durability.Lost : Durability.Durable);
        }
    }

    private void LoseUnflushed()
    {
        _segment?.ForgetUnconfirmed();
        Settle();
    }

    private readonly ref struct Holding(LocalJournal journal)
    {
        public void Dispose()
        {
            journal._writing.Exit();
            if (Volatile.Read(ref journal._isWriteWanted) == 1)
            {
                journal.WriteNow();
            }
        }
    }
}
