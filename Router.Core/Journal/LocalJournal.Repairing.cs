using Router.Core.Journal.Segments;

namespace Router.Core.Journal;

public sealed partial class LocalJournal
{
    /// <summary>Refuses records from now on.</summary>
    private void Fail(Exception exception)
    {
        _losses++;
        Settle();
        _queue.Refuse();
        var fault = JournalFault.Of(exception, _files.Folder);
        if (fault != _fault)
        {
            (_fault, _since) = (fault, _clock.GetUtcNow());
            _notices.Failed(fault);
        }

        Publish();
    }

    /// <summary>Cuts off what is no whole record, flushes what is, tries whether the disk takes more, and accepts records again; or stays as it is and tries later.</summary>
    private bool Repair()
    {
        try
        {
            if (_segment is null)
            {
                Begin();
            }
            else
            {
                _segment.Restore();
                Settle();
            }

            if (_segment!.IsSealed)
            {
                Rotate(Today());
            }

            if (_fault is not null)
            {
                _segment.Probe();
            }
        }
        catch (Exception exception) when (JournalFault.Covers(exception))
        {
            LoseUnflushed();
            Fail(exception);
            Interlocked.Exchange(ref _isTimerSet, 1);
            _timer.Change(_options.RetryAfter, Timeout.InfiniteTimeSpan);
            return false;
        }

        _queue.Accept();
        if (_fault is not null)
        {
            (_fault, _since) = (null, _clock.GetUtcNow());
            _notices.Resumed(_queue.Lost);
        }

        Publish();
        return true;
    }

    /// <summary>Makes the folder, as it was read, ready for writing.</summary>
    private void Begin()
    {
        if (_lock is null)
        {
            _lock = _files.TryLock() ?? throw new IOException("another process uses it");
            if (IsChanged())
            {
                _lock.Dispose();
                _lock = null;
                throw new IOException("another process wrote to it since this one read it; start this one again");
            }
        }

        foreach (string left in _files.List().Where(name => name.EndsWith(".new", StringComparison.Ordinal)))
        {
            _files.Delete(left);
        }

        // What a killed process had renamed is certain only behind this.
        _files.SyncFolder();
        _segment = _found is { } found ? SegmentWriter.Continue(_files, found.Name, found.End) : Create(new SegmentName(Today(), 1));
    }

    private bool IsChanged()
    {
        string? last = _files.List().Where(name => SegmentName.TryParse(name, out _)).Max(StringComparer.Ordinal);
        if (_found is not { } found || last != found.Name.ToString())
        {
            return last != _found?.Name.ToString();
        }

        using Files.IJournalFile file = _files.OpenRead(last);
        return file.Length != found.End.Offset + found.End.Rest;
    }

    private void Close()
    {
        using (Hold())
        {
            try
            {
                if (_fault is null)
                {
                    _segment?.Mark(MarkKind.Closed, _queue.Now());
                }
            }
            catch (Exception exception) when (JournalFault.Covers(exception))
            {
                Fail(exception);
                Repair(); // the next process should not find what was told lost
            }

            LoseUnflushed();
            _queue.Refuse();
            Publish();
            _segment?.Dispose();
            _lock?.Dispose();
        }
    }

    private DateOnly Today() => DateOnly.FromDateTime(_queue.Now().UtcDateTime);
}
