using System.Buffers;
using System.Globalization;
using System.Text;

namespace Router.Api.Upstream.Failures;

/// <summary>
/// Takes the gateway's credential out of a provider's error body: some providers repeat the key that they refuse. A character may stand as it
/// is or as a JSON escape, <c>\/</c> or <c>\u002d</c>, with as many backslashes as a body quoted within a body has.
/// </summary>
internal static class SecretMask
{
    /// <summary>Shorter credentials are placeholders for servers that take any ("x", "EMPTY"); to mask them would garble the words around.</summary>
    private const int ShortestSecret = 6;

    private static readonly byte[] Mask = "(secret)"u8.ToArray();

    /// <summary>The body with every occurrence masked; the same array when there is none.</summary>
    public static byte[] Apply(byte[] body, string? secret)
    {
        if (secret is null || secret.Length < ShortestSecret)
        {
            return body;
        }

        ArrayBufferWriter<byte>? masked = null;
        int copied = 0;
        for (int at = 0; at < body.Length;)
        {
            int length = Match(body.AsSpan(at), secret);
            if (length == 0)
            {
                at++;
                continue;
            }

            masked ??= new ArrayBufferWriter<byte>(body.Length);
            masked.Write(body.AsSpan(copied, BeforeBackslashes(body, copied, at) - copied));
            masked.Write(Mask);
            at += length;
            copied = at;
        }

        masked?.Write(body.AsSpan(copied));
        return masked is null ? body : masked.WrittenSpan.ToArray();
    }

    // "\nnsk-…" without "nsk-…" must not leave a lone backslash that would break the JSON.
    private static int BeforeBackslashes(byte[] body, int least, int at)
    {
        while (at > least && body[at - 1] == (byte)'\\')
        {
            at--;
        }

        return at;
    }

    /// <returns>How many bytes the secret takes here; 0 for no match.</returns>
    private static int Match(ReadOnlySpan<byte> body, string secret)
    {
        int position = 0;
        for (int index = 0; index < secret.Length; index++)
        {
            int length = MatchEscape(body[position..], secret[index]);
            if (length == 0)
            {
                length = MatchPlain(body[position..], secret, ref index);
            }

            if (length == 0)
            {
                return 0;
            }

            position += length;
        }

        return position;
    }

    private static int MatchPlain(ReadOnlySpan<byte> body, string secret, ref int index)
    {
        if (char.IsAscii(secret[index]))
        {
            return !body.IsEmpty && body[0] == secret[index] ? 1 : 0;
        }

        Span<byte> utf8 = stackalloc byte[4];
        bool isPair = Rune.TryGetRuneAt(secret, index, out Rune rune) && rune.Utf16SequenceLength == 2;
        int length = rune.EncodeToUtf8(utf8);
        if (!body.StartsWith(utf8[..length]))
        {
            return 0;
        }

        index += isPair ? 1 : 0;
        return length;
    }

    private static int MatchEscape(ReadOnlySpan<byte> body, char character)
    {
        int slashes = body.IndexOfAnyExcept((byte)'\\');
        slashes = slashes < 0 ? body.Length : slashes;
        if (slashes == 0)
        {
            return 0;
        }

        if (character == '\\')
        {
            return slashes;
        }

        ReadOnlySpan<byte> escaped = body[slashes..];
        if (escaped is [(byte)'u', ..] && escaped.Length > 4 && ushort.TryParse(escaped[1..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            return code == character ? slashes + 5 : 0;
        }

        return escaped is [(byte)'/' or (byte)'"', ..] && escaped[0] == character ? slashes + 1 : 0;
    }
}
