using Router.Core.Journal.Files;

namespace Router.Core.Journal.Segments;

/// <summary>
/// The segment that is written. Whatever fails, <see cref="Length"/> ends behind a whole frame and <see cref="DurableLength"/> at what a flush
/// confirmed; what lies behind is cut off before anything else is written. One caller at a time, except for <see cref="Flush"/>.
/// </summary>
internal sealed class SegmentWriter : IDisposable
{
    private const int ProbeLength = 64 << 10;
    private const int Window = 64 << 10;
    private const string Fresh = "segment.new";

    private readonly IJournalFiles _files;
    private IJournalFile _file;
    private bool _isMarked;

    private SegmentWriter(IJournalFiles files, IJournalFile file, SegmentName name, long length, long position) =>
        (_files, _file, Name, Length, DurableLength, Position, DurablePosition) = (files, file, name, length, length, position, position);

    public SegmentName Name { get; }

    /// <summary>The end of the last whole frame.</summary>
    public long Length { get; private set; }

    /// <summary>The end of what a power loss can't take.</summary>
    public long DurableLength { get; private set; }

    /// <summary>The position of the last record in it; that before its first when it has none.</summary>
    public long Position { get; private set; }

    public long DurablePosition { get; private set; }

    /// <summary>Whether nothing may be written to it any more.</summary>
    public bool IsSealed { get; private set; }

    /// <summary>Whether no record is in it; marks may be. The next one of its day would have its name.</summary>
    public bool IsEmpty => Position < Name.First;

    /// <summary>Makes a segment: its head is on disk before it has its name, and its name before it is used.</summary>
    public static SegmentWriter Create(IJournalFiles files, SegmentName name)
    {
        using (IJournalFile fresh = files.Create(Fresh))
        {
            fresh.Write(0, SegmentHead.Bytes(name));
            fresh.Sync();
        }

        files.Rename(Fresh, name.ToString());
        files.SyncFolder();
        return new SegmentWriter(files, files.OpenWrite(name.ToString()), name, SegmentHead.Length, name.First - 1);
    }

    /// <summary>Goes on behind what was read of a segment; its torn tail is cut off, and the rest is on disk afterwards.</summary>
    public static SegmentWriter Continue(IJournalFiles files, SegmentName name, SegmentEnd end)
    {
        var writer = new SegmentWriter(files, files.OpenWrite(name.ToString()), name, end.Offset, end.Position) { IsSealed = end.IsSealed, _isMarked = end.IsMarked };
        try
        {
            writer.WriteAgain(end.Durable);
            writer.CutBack();
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Writes whole frames.</summary>
    /// <param name="frames">The frames; what only the segment knows is filled in.</param>
    /// <param name="position">The position of the last of them.</param>
    public void Write(Span<byte> frames, long position)
    {
        FrameHead.Finish(frames, Name, (uint)DurableLength);
        _file.Write(Length, frames);
        Length += frames.Length;
        Position = position;
        _isMarked = false;
    }

    /// <summary>
    /// Flushes what is written. May run while more is being written: <see cref="Confirm"/> says afterwards what it covered,
    /// <see cref="ForgetUnconfirmed"/> that it failed.
    /// </summary>
    public void Flush() => _file.Sync();

    /// <summary>A flush that began at this length has succeeded.</summary>
    public void Confirm(long length, long position)
    {
        DurableLength = Math.Max(DurableLength, length);
        DurablePosition = Math.Max(DurablePosition, position);
    }

    /// <summary>Writes at the end that everything before is durable.</summary>
    public void Mark(MarkKind kind, DateTimeOffset time)
    {
        if (_isMarked && kind == MarkKind.Closed)
        {
            return;
        }

        Sync();
        Confirm(Length, Position);
        Span<byte> mark = stackalloc byte[FrameHead.Size];
        new FrameHead(FrameHead.Size, 0, Position, time.Ticks, 0, (ushort)kind, 0, 0).Write(mark);
        long behind = Length + mark.Length;
        FrameHead.Finish(mark, Name, (uint)DurableLength);
        _file.Write(Length, mark);
        Sync();
        (Length, DurableLength, _isMarked, IsSealed) = (behind, behind, true, kind == MarkKind.Sealed);
    }

    /// <summary>A flush failed: nothing since the last good one is certain, so it counts as not written.</summary>
    public void ForgetUnconfirmed() => (Length, Position) = (DurableLength, DurablePosition);

    /// <summary>Opens the file anew, cuts off what is no whole frame and flushes the rest.</summary>
    public void Restore()
    {
        _file.Dispose();
        _file = _files.OpenWrite(Name.ToString());
        CutBack();
    }

    /// <summary>Tries whether there is room for more than a few bytes, and leaves nothing behind.</summary>
    public void Probe()
    {
        byte[] nothing = new byte[ProbeLength];
        _file.Write(Length, nothing);
        Sync();
        CutBack();
    }

    public void Dispose() => _file.Dispose();

    // A process before this one may have ended with a failed flush: the system shows what it could not write, and flushes it only when it is written anew.
    private void WriteAgain(long from)
    {
        byte[] bytes = new byte[Math.Min(Length - from, Window)];
        for (long at = from; at < Length;)
        {
            int count = _file.Read(at, bytes.AsSpan(0, (int)Math.Min(Length - at, bytes.Length)));
            if (count == 0)
            {
                throw BecameShorter();
            }

            _file.Write(at, bytes.AsSpan(0, count));
            at += count;
        }
    }

    private IOException BecameShorter() => new($"{Name} has become shorter than what was written to it");

    private void CutBack()
    {
        if (_file.Length < Length)
        {
            throw BecameShorter();
        }

        _file.SetLength(Length);
        Sync();
        Confirm(Length, Position);
    }

    // After a failed flush the system may take what it could not write for written: the next flush would succeed without it.
    private void Sync()
    {
        try
        {
            _file.Sync();
        }
        catch
        {
            ForgetUnconfirmed();
            throw;
        }
    }
}
