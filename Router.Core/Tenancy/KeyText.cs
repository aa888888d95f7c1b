using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace Router.Core.Tenancy;

/// <summary>
/// How keys of ours are written: <c>sk-rtr-ID-SECRET</c> with an id of 8 letters and digits and a secret of 43 (256 bits) and a checksum of 6 behind it,
/// for example <c>sk-rtr-Ab3dE6gH-…</c>. The checksum tells a typo from a wrong key, and lets scanners for leaked secrets be sure. The first versions
/// made secrets of 32 without a checksum; those stay valid.
/// </summary>
public static class KeyText
{
    /// <summary>Before client keys.</summary>
    public const string ClientPrefix = "sk-rtr-";

    /// <summary>Before admin keys.</summary>
    public const string AdminPrefix = "sk-rtr-admin-";

    /// <summary>The length of a key's id.</summary>
    public const int IdLength = 8;

    internal const int SecretLength = 43;
    private const int ChecksumLength = 6;
    private const int OldSecretLength = 32;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    /// <summary>Whether a key begins like one of ours but can't be one: something was mistyped, cut off or added.</summary>
    public static bool IsMistyped(ReadOnlySpan<char> key)
    {
        ReadOnlySpan<char> prefix = key.StartsWith(AdminPrefix, StringComparison.Ordinal) ? AdminPrefix : ClientPrefix;
        if (!key.StartsWith(prefix, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> rest = key[prefix.Length..];
        if (rest.Length <= IdLength || rest[IdLength] != '-' || !IsId(rest[..IdLength]) || rest[(IdLength + 1)..].ContainsAnyExcept(Letters))
        {
            return true;
        }

        Span<char> checksum = stackalloc char[ChecksumLength];
        switch (rest.Length - IdLength - 1)
        {
            case OldSecretLength:
                return false;
            case SecretLength + ChecksumLength:
                WriteChecksum(key[..^ChecksumLength], checksum);
                return !key.EndsWith(checksum, StringComparison.Ordinal);
            default:
                return true;
        }
    }

    /// <summary>Whether a text can be a key's id.</summary>
    public static bool IsId(ReadOnlySpan<char> text) => text.Length == IdLength && !text.ContainsAnyExcept(Letters);

    /// <summary>An id made of a hash: 48 bits of it.</summary>
    internal static string IdOf(in KeyHash hash)
    {
        Span<byte> bytes = stackalloc byte[KeyHash.Size];
        hash.CopyTo(bytes);
        ulong rest = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        Span<char> id = stackalloc char[IdLength];
        foreach (ref char letter in id)
        {
            (rest, ulong digit) = Math.DivRem(rest, (ulong)Alphabet.Length);
            letter = Alphabet[(int)digit];
        }

        return new string(id);
    }

    internal static string Random(int length, RandomFill random)
    {
        Span<char> text = stackalloc char[length];
        Span<byte> bytes = stackalloc byte[length * 2];
        for (int written = 0; written < length;)
        {
            random(bytes);
            foreach (byte value in bytes)
            {
                // 248 = 4 × 62: beyond it some letters would come more often.
                if (value < 248 && written < length)
                {
                    text[written++] = Alphabet[value % 62];
                }
            }
        }

        string result = new(text);
        text.Clear();
        bytes.Clear();
        return result;
    }

    internal static string WithChecksum(string key)
    {
        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(key, checksum);
        return string.Concat(key, checksum);
    }

    private static void WriteChecksum(ReadOnlySpan<char> text, Span<char> checksum)
    {
        uint crc = uint.MaxValue;
        foreach (char letter in text)
        {
            crc = BitOperations.Crc32C(crc, (byte)letter);
        }

        crc = ~crc;
        for (int place = ChecksumLength - 1; place >= 0; place--)
        {
            checksum[place] = Alphabet[(int)(crc % 62)];
            crc /= 62;
        }
    }
}
