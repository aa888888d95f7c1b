using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Router.Protocol.Compression;

/// <summary>
/// The part of the output that a block may write, and the part before it that its matches may copy from: the frame so far.
/// Copies may write up to <see cref="OutputBuffer.Slack"/> bytes past the limit, which later copies or the caller overwrite or ignore.
/// </summary>
internal ref struct SequenceTarget(Span<byte> buffer, int frameStart, int position, int limit)
{
    private readonly Span<byte> _buffer = buffer;
    private int _position = position;

    public readonly int Position => _position;

    public readonly int Room => limit - _position;

    public bool TryAppend(ReadOnlySpan<byte> literals)
    {
        if (literals.Length > Room) return false;
        literals.CopyTo(_buffer[_position..]);
        _position += literals.Length;
        return true;
    }

    /// <summary>Appends <paramref name="length"/> literals, at most <see cref="Room"/>; the span holds a vector more than that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CopyLiterals(ReadOnlySpan<byte> literals, int length)
    {
        Span<byte> target = _buffer[_position..];
        if (length <= Vector128<byte>.Count) Vector128.Create(literals).CopyTo(target);
        else literals[..length].CopyTo(target);
        _position += length;
    }

    /// <summary>
    /// Copies <paramref name="length"/> bytes, at most <see cref="Room"/>, from <paramref name="offset"/> bytes back.
    /// False when that lies before the frame. Offsets beyond the announced window are taken, as by the reference decoder's one-shot mode.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryCopyMatch(uint offset, int length)
    {
        if (offset - 1 >= (uint)(_position - frameStart)) return false;

        int from = _position - (int)offset;
        if (offset >= (uint)Vector128<byte>.Count && length <= 2 * Vector128<byte>.Count)
        {
            Vector128.Create<byte>(_buffer[from..]).CopyTo(_buffer[_position..]);
            if (length > Vector128<byte>.Count)
            {
                int step = Vector128<byte>.Count;
                Vector128.Create<byte>(_buffer[(from + step)..]).CopyTo(_buffer[(_position + step)..]);
            }
        }
        else CopyLongOrOverlapping(from, length);

        _position += length;
        return true;
    }

    private readonly void CopyLongOrOverlapping(int from, int length)
    {
        Span<byte> target = _buffer.Slice(_position, length);
        int distance = _position - from;
        if (distance == 1)
        {
            target.Fill(_buffer[from]);
            return;
        }

        // What was copied repeats with the same period, so each round can copy twice as much as the one before.
        while (target.Length > distance)
        {
            _buffer.Slice(from, distance).CopyTo(target);
            target = target[distance..];
            distance *= 2;
        }

        _buffer.Slice(from, target.Length).CopyTo(target);
    }
}
