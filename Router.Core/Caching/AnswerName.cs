using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Router.Core.Caching;

/// <summary>What an answer is called where it is kept: made of its key by a hash, so that the name opens nothing.</summary>
public readonly record struct AnswerName
{
    private readonly ulong _first, _second, _third, _fourth;

    /// <summary>A name.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    public AnswerName(ReadOnlySpan<byte> hash)
    {
        if (hash.Length != CacheKey.Size)
        {
            throw new ArgumentException($"A name has {CacheKey.Size} bytes, not {hash.Length}.", nameof(hash));
        }

        _first = BinaryPrimitives.ReadUInt64BigEndian(hash);
        _second = BinaryPrimitives.ReadUInt64BigEndian(hash[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(hash[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(hash[24..]);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out AnswerName name)
    {
        name = default;
        if (text is not { Length: CacheKey.Size * 2 } || !text.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        name = new AnswerName(Convert.FromHexString(text));
        return true;
    }

    /// <summary>64 hexadecimal digits in lower case.</summary>
    public override string ToString() => $"{_first:x16}{_second:x16}{_third:x16}{_fourth:x16}";

    /// <inheritdoc/>
    public override int GetHashCode() => (int)_first; // it is a hash already
}
