using System.Buffers;
using Router.Protocol.Sse;

namespace Router.Api.Upstream;

/// <summary>
/// One rented buffer between a provider's bytes and the frames in them: bytes come in at the end, whole frames are read one after the other, and
/// what was released makes room.
/// </summary>
internal sealed class FrameWindow : IDisposable
{
    private const int FirstSize = 16 * 1024;
    private const int LeastRoom = 4 * 1024;
    private const int LargestFrame = 16 << 20;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private SseFrameScanner _scanner;
    private int _start;
    private int _framesEnd;
    private int _scanned;
    private int _end;

    /// <summary>The frames that were read and not released yet.</summary>
    public ReadOnlyMemory<byte> Held => _buffer.AsMemory(_start, _framesEnd - _start);

    /// <summary>The bytes behind the last whole frame.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_framesEnd, _end - _framesEnd);

    /// <summary>Where the next bytes go; never empty.</summary>
    /// <exception cref="InvalidDataException">A frame is longer than 16 MiB.</exception>
    public Memory<byte> Room()
    {
        if (_start == _end)
        {
            _start = _framesEnd = _scanned = _end = 0;
        }

        if (_buffer.Length - _end < LeastRoom)
        {
            MakeRoom();
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>Takes bytes that were written to <see cref="Room"/>.</summary>
    public void Take(int count) => _end += count;

    /// <summary>The next whole frame; it stays in <see cref="Held"/> until <see cref="Release"/>.</summary>
    public bool TryNext(out ReadOnlySpan<byte> frame)
    {
        int length = _scanner.FindFrameEnd(_buffer.AsSpan(_scanned, _end - _scanned));
        if (length < 0)
        {
            _scanned = _end;
            frame = default;
            return false;
        }

        _scanned += length;
        frame = _buffer.AsSpan(_framesEnd, _scanned - _framesEnd);
        _framesEnd = _scanned;
        return true;
    }

    /// <summary>Counts the rest as a frame.</summary>
    public void TakeRest() => _framesEnd = _scanned = _end;

    /// <summary>Where a span of a frame lies within <see cref="Held"/>; -1 when it was copied out of the buffer.</summary>
    public int OffsetOf(ReadOnlySpan<byte> part) =>
        new ReadOnlySpan<byte>(_buffer).Overlaps(part, out int position) ? position - _start : -1;

    /// <summary>Makes the space of all frames that were read free for new bytes.</summary>
    public void Release() => _start = _framesEnd;

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void MakeRoom()
    {
        int kept = _end - _start;
        if (kept > LargestFrame)
        {
            throw new InvalidDataException($"An event is longer than {LargestFrame} bytes.");
        }

        byte[] target = kept > _buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(_buffer.Length * 2) : _buffer;
        _buffer.AsSpan(_start, kept).CopyTo(target);
        if (target != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = target;
        }

        _framesEnd -= _start;
        _scanned -= _start;
        _end = kept;
        _start = 0;
    }
}
