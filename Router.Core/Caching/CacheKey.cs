using System.Buffers.Binary;

namespace Router.Core.Caching;

/// <summary>The name of an answer: 32 bytes of SHA-256. Nothing of a request can be read from it.</summary>
public readonly record struct CacheKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Size = 32;

    private readonly ulong _first, _second, _third, _fourth;

    /// <summary>A key.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    public CacheKey(ReadOnlySpan<byte> hash)
    {
        if (hash.Length != Size)
        {
            throw new ArgumentException($"A key has {Size} bytes, not {hash.Length}.", nameof(hash));
        }

        _first = BinaryPrimitives.ReadUInt64BigEndian(hash);
        _second = BinaryPrimitives.ReadUInt64BigEndian(hash[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(hash[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(hash[24..]);
    }

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => $"{_first:x16}{_second:x16}{_third:x16}{_fourth:x16}";

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_first; // it is a hash already
}
