using Router.Core.Journal.Segments;
using Router.Core.Journal.Writing;

namespace Router.Core.Journal;

public sealed partial class LocalJournal
{
    // A request that writes for others as well does not do so for ever.
    private const int Rounds = 4;

    /// <inheritdoc/>
    void IBatchWriter.WriteNow() => WriteNow();

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
