using System.Buffers.Binary;
using System.Text;
using Router.Core.Journal.Files;

namespace Router.Core.Journal.Segments;

/// <summary>Reads a segment's records one by one, through a window of bounded size.</summary>
internal sealed class SegmentReader(IJournalFile file, SegmentName name, long upTo = long.MaxValue) : IDisposable
{
    private const int FirstWindow = 256 << 10;

    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private byte[] _window = new byte[FirstWindow];
    private long _windowAt;
    private int _windowLength;
    private long _durable = SegmentHead.Length;
    private long _lastPosition = name.First - 1;
    private DateTimeOffset? _lastTime;
    private bool _isSealed;
    private bool _isMarked;

    /// <summary>The end of the last whole frame.</summary>
    public long Offset { get; private set; }

    /// <summary>Reads the head; false when it is none of this segment.</summary>
    public bool TryReadHead()
    {
        if (!SegmentHead.Fits(Peek(SegmentHead.Length), name))
        {
            return false;
        }

        Offset = SegmentHead.Length;
        return true;
    }

    /// <summary>Reads the next record; false behind the last whole one.</summary>
    public bool TryRead(out JournalRecord record)
    {
        while (!_isSealed && FrameHead.TryRead(Peek(FrameHead.Size), out FrameHead head))
        {
            ReadOnlySpan<byte> frame = Peek(head.Length);
            if (frame.Length < head.Length || !head.Matches(frame, name) || !(head.IsMark ? head.Position == _lastPosition : head.Position > _lastPosition))
            {
                break;
            }

            int at = (int)(Offset - _windowAt);
            Offset += head.Length;
            _isMarked = head.IsMark;
            _durable = Math.Max(_durable, head.Durable);
            _lastTime = new DateTimeOffset(head.Ticks, TimeSpan.Zero);
            if (head.IsMark)
            {
                _isSealed = head.Version == (ushort)MarkKind.Sealed;
                continue;
            }

            _lastPosition = head.Position;
            record = new JournalRecord(
                head.Position,
                _lastTime.Value,
                Type(frame.Slice(FrameHead.Size, head.TypeLength)),
                head.Version,
                Encoding.UTF8.GetString(frame.Slice(FrameHead.Size + head.TypeLength, head.IdLength)),
                _window.AsMemory(at + head.Length - head.PayloadLength, head.PayloadLength));
            return true;
        }

        record = default;
        return false;
    }

    /// <summary>How the segment ends, once no record is left.</summary>
    public SegmentEnd End()
    {
        long rest = Math.Min(file.Length, upTo) - Offset;
        return new SegmentEnd(Offset, _durable, _lastPosition, _lastTime, _isSealed, _isMarked, rest, rest > 0 && (_isSealed || KnowsOffsetAsDurable()));
    }

    public void Dispose() => file.Dispose();

    // Behind the first bytes that are no frame: does any frame say that these bytes were durable before it was written?
    private bool KnowsOffsetAsDurable()
    {
        ReadOnlySpan<byte> rest = Peek((int)Math.Min(int.MaxValue / 2, Math.Min(file.Length, upTo) - Offset));
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, FrameHead.Magic);
        for (int next = rest.IndexOf(magic); next >= 0; next = rest.IndexOf(magic))
        {
            rest = rest[next..];
            if (FrameHead.TryRead(rest, out FrameHead head) && head.Durable > Offset && head.Length <= rest.Length && head.Matches(rest, name))
            {
                return true;
            }

            rest = rest[1..];
        }

        return false;
    }

    private string Type(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[bytes.Length];
        Encoding.UTF8.TryGetChars(bytes, text, out int length);
        Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> known = _types.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(text[..length], out string? type))
        {
            type = text[..length].ToString();
            _types.Add(type, type);
        }

        return type;
    }

    /// <summary>Up to so many bytes from the offset on; fewer at the end.</summary>
    private ReadOnlySpan<byte> Peek(int count)
    {
        int at = (int)(Offset - _windowAt);
        if (_windowLength - at < count)
        {
            Fill(at, count);
            at = 0;
        }

        return _window.AsSpan(at, Math.Min(count, _windowLength - at));
    }

    private void Fill(int at, int count)
    {
        byte[] next = count > _window.Length ? new byte[count] : _window;
        Buffer.BlockCopy(_window, at, next, 0, _windowLength - at);
        (_window, _windowAt, _windowLength) = (next, Offset, _windowLength - at);
        while (_windowLength < count)
        {
            int room = (int)Math.Min(_window.Length - _windowLength, upTo - _windowAt - _windowLength);
            int read = room <= 0 ? 0 : file.Read(_windowAt + _windowLength, _window.AsSpan(_windowLength, room));
            if (read == 0)
            {
                return;
            }

            _windowLength += read;
        }
    }
}
