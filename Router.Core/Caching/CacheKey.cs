using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Router.Core.Caching;

/// <summary>
/// What decides an answer, as 32 bytes of SHA-256: only who has the whole request can make it. Answers are kept under its <see cref="Name"/>, and outside of this
/// process sealed with <see cref="SealingKey"/>; the key itself is written nowhere.
/// </summary>
public readonly record struct CacheKey
{
    /// <summary>Bytes of a key.</summary>
    public const int Size = 32;

    private readonly UInt128 _high, _low;

    /// <summary>A key.</summary>
    /// <param name="hash">32 bytes.</param>
    /// <exception cref="ArgumentException">They are not 32.</exception>
    public CacheKey(ReadOnlySpan<byte> hash)
    {
        if (hash.Length != Size)
        {
            throw new ArgumentException($"A key has {Size} bytes, not {hash.Length}.", nameof(hash));
        }

        _high = BinaryPrimitives.ReadUInt128BigEndian(hash);
        _low = BinaryPrimitives.ReadUInt128BigEndian(hash[16..]);
    }

    /// <summary>What its answer is called where it is kept.</summary>
    public AnswerName Name => new(Derived("name"u8));

    /// <summary>32 bytes that its answer is sealed with.</summary>
    public byte[] SealingKey() => Derived("seal"u8);

    /// <summary>Its name: the key does not get into a log.</summary>
    public override string ToString() => Name.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(ulong)_low; // it is a hash already

    private byte[] Derived(ReadOnlySpan<byte> purpose)
    {
        Span<byte> text = stackalloc byte[Size + 4];
        BinaryPrimitives.WriteUInt128BigEndian(text, _high);
        BinaryPrimitives.WriteUInt128BigEndian(text[16..], _low);
        purpose.CopyTo(text[Size..]);
        return SHA256.HashData(text);
    }
}
