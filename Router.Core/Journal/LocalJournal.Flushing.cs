using Router.Core.Journal.Segments;
using Router.Core.Journal.Writing;

namespace Router.Core.Journal;

public sealed partial class LocalJournal
{
    /// <inheritdoc/>
    void IBatchWriter.FlushSoon()
    {
        Interlocked.Exchange(ref _isFlushDue, 1);
        _wake.Set();
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
}
