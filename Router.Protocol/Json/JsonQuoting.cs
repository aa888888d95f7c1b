using System.Buffers;

namespace Router.Protocol.Json;

/// <summary>Writes text inside a JSON string. Works on bytes alone: what is not UTF-8 stays what it is, where a writer of the framework would throw.</summary>
internal static class JsonQuoting
{
    private const int Piece = 4 * 1024;
    private const int LongestEscape = 6;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static code => (byte)code), (byte)'"', (byte)'\\']);

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            ReadOnlySpan<byte> piece = text[..Math.Min(text.Length, Piece)];
            output.Advance(Quote(piece, output.GetSpan(piece.Length * LongestEscape)));
            text = text[piece.Length..];
        }
    }

    private static int Quote(ReadOnlySpan<byte> text, Span<byte> room)
    {
        int written = 0;
        int plain;
        while ((plain = text.IndexOfAny(Escaped)) >= 0)
        {
            text[..plain].CopyTo(room[written..]);
            written += plain;
            written += Escape(text[plain], room[written..]);
            text = text[(plain + 1)..];
        }

        text.CopyTo(room[written..]);
        return written + text.Length;
    }

    private static int Escape(byte code, Span<byte> room)
    {
        if (code is (byte)'"' or (byte)'\\')
        {
            room[0] = (byte)'\\';
            room[1] = code;
            return 2;
        }

        "\\u00"u8.CopyTo(room);
        room[4] = (byte)"0123456789abcdef"[code >> 4];
        room[5] = (byte)"0123456789abcdef"[code & 15];
        return LongestEscape;
    }
}
