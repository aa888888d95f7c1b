using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Router.Core.Caching;

/// <summary>
/// An answer as it lies outside of this process: a head, then the value sealed with AES-256-GCM under a key that only the whole request gives. Who reads or
/// changes what is kept, but does not know the request, learns label, size and time, and can make nothing that is opened. The head is sealed too, against changes.
/// <code>RCA1 | ends 8 | value's length 4 | tenant 2 + n | model 2 + n | nonce 12 | tag 16 | value</code>
/// </summary>
public static class SealedAnswer
{
    /// <summary>A head is never longer, in bytes: what must be read to know it.</summary>
    public const int LongestHead = Fixed + (2 * (2 + LongestText));

    private const int Fixed = 4 + 8 + 4;
    private const int LongestText = 1000;
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private static ReadOnlySpan<byte> Magic => "RCA1"u8;

    /// <summary>Seals an answer.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="label">What it is counted under; texts that are longer than 1,000 bytes are cut.</param>
    /// <param name="ends">When it expires.</param>
    /// <param name="value">Its bytes.</param>
    public static byte[] Seal(CacheKey key, CacheLabel label, DateTimeOffset ends, ReadOnlySpan<byte> value)
    {
        byte[] tenant = Text(label.Tenant), model = Text(label.Model);
        int head = Fixed + 2 + tenant.Length + 2 + model.Length;
        byte[] all = new byte[head + NonceSize + TagSize + value.Length];
        Span<byte> rest = all;
        Magic.CopyTo(rest);
        BinaryPrimitives.WriteInt64BigEndian(rest[4..], ends.UtcTicks);
        BinaryPrimitives.WriteInt32BigEndian(rest[12..], value.Length);
        rest = Write(Write(rest[Fixed..], tenant), model);
        RandomNumberGenerator.Fill(rest[..NonceSize]);
        using var cipher = new AesGcm(key.SealingKey(), TagSize);
        cipher.Encrypt(rest[..NonceSize], value, rest[(NonceSize + TagSize)..], rest.Slice(NonceSize, TagSize), all.AsSpan(0, head));
        return all;
    }

    /// <summary>Reads a head; null for what is none.</summary>
    /// <param name="bytes">At least <see cref="LongestHead"/> bytes, or all of it.</param>
    public static SealedHead? ReadHead(ReadOnlySpan<byte> bytes) => TryRead(bytes, out SealedHead head) is null ? null : head;

    /// <summary>Opens a sealed answer; null where it is cut, changed or another key's. Whether it has expired is not looked at.</summary>
    public static ReadOnlyMemory<byte>? Open(CacheKey key, ReadOnlySpan<byte> bytes)
    {
        if (TryRead(bytes, out SealedHead head) is not { } length || head.Length != bytes.Length)
        {
            return null;
        }

        ReadOnlySpan<byte> rest = bytes[length..];
        byte[] value = new byte[rest.Length - NonceSize - TagSize];
        try
        {
            using var cipher = new AesGcm(key.SealingKey(), TagSize);
            cipher.Decrypt(rest[..NonceSize], rest[(NonceSize + TagSize)..], rest.Slice(NonceSize, TagSize), value, bytes[..length]);
            return value;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <returns>The head's length; null for no head.</returns>
    private static int? TryRead(ReadOnlySpan<byte> bytes, out SealedHead head)
    {
        head = default;
        if (bytes.Length < Fixed || !bytes.StartsWith(Magic))
        {
            return null;
        }

        long ends = BinaryPrimitives.ReadInt64BigEndian(bytes[4..]);
        int value = BinaryPrimitives.ReadInt32BigEndian(bytes[12..]);
        ReadOnlySpan<byte> rest = bytes[Fixed..];
        if (value < 0 || ends < 0 || ends > DateTimeOffset.MaxValue.UtcTicks || !TryRead(ref rest, out string tenant) || !TryRead(ref rest, out string model))
        {
            return null;
        }

        int length = bytes.Length - rest.Length;
        long whole = (long)length + NonceSize + TagSize + value;
        head = new SealedHead(new CacheLabel(tenant, model), new DateTimeOffset(ends, TimeSpan.Zero), (int)Math.Min(whole, int.MaxValue));
        return whole > int.MaxValue ? null : length;
    }

    private static byte[] Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= LongestText ? bytes : bytes[..LongestText];
    }

    private static Span<byte> Write(Span<byte> rest, byte[] text)
    {
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)text.Length);
        text.CopyTo(rest[2..]);
        return rest[(2 + text.Length)..];
    }

    private static bool TryRead(ref ReadOnlySpan<byte> rest, out string text)
    {
        text = "";
        if (rest.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(rest) is var length && rest.Length < 2 + length)
        {
            return false;
        }

        text = Encoding.UTF8.GetString(rest.Slice(2, length));
        rest = rest[(2 + length)..];
        return true;
    }
}
