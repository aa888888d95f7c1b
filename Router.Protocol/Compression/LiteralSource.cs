using System.Runtime.CompilerServices;

namespace Router.Protocol.Compression;

/// <summary>The literals of a block, taken from the front; <see cref="OutputBuffer.Slack"/> readable bytes follow the last one.</summary>
internal ref struct LiteralSource(ReadOnlySpan<byte> buffer, int count)
{
    private readonly ReadOnlySpan<byte> _buffer = buffer;
    private int _position;

    public readonly int Left => count - _position;

    public readonly ReadOnlySpan<byte> Rest => _buffer[_position..count];

    /// <summary>Takes <paramref name="length"/> literals, at most <see cref="Left"/>; the span goes on into whatever follows them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Take(int length)
    {
        ReadOnlySpan<byte> taken = _buffer[_position..];
        _position += length;
        return taken;
    }
}
