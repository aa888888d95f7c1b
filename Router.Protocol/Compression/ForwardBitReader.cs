namespace Router.Protocol.Compression;

/// <summary>Reads little-endian bits from the start of a source on; past its end there are zeros, and <see cref="IsOverrun"/> tells.</summary>
internal ref struct ForwardBitReader(ReadOnlySpan<byte> source)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private int _position;

    public readonly bool IsOverrun => BytesRead > _source.Length;

    /// <summary>Bytes touched so far, a last partial one included.</summary>
    public readonly int BytesRead => (_position + 7) >> 3;

    /// <summary>The next <paramref name="count"/> bits, 0 to 16, without moving on.</summary>
    public readonly int Peek(int count)
    {
        int first = _position >> 3;
        int bits = At(first) | (At(first + 1) << 8) | (At(first + 2) << 16);
        return (bits >> (_position & 7)) & ((1 << count) - 1);
    }

    public void Skip(int count) => _position += count;

    public int Read(int count)
    {
        int value = Peek(count);
        Skip(count);
        return value;
    }

    private readonly int At(int index) => index < _source.Length ? _source[index] : 0;
}
