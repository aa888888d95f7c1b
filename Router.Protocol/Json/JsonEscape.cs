using System.Buffers;

namespace Router.Protocol.Json;

/// <summary>
/// Writes text inside a JSON string, escaping only what JSON demands. Works on bytes alone: what is not UTF-8 stays what it is, where a writer of the
/// framework would throw.
/// </summary>
internal static class JsonEscape
{
    /// <summary>The bytes that can't stand in a JSON text as they are.</summary>
    public static readonly SearchValues<byte> Special = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        int special;
        while ((special = text.IndexOfAny(Special)) >= 0)
        {
            output.Write(text[..special]);
            WriteOne(output, text[special]);
            text = text[(special + 1)..];
        }

        output.Write(text);
    }

    /// <summary>Writes the escape of one control character, quote or backslash.</summary>
    public static void WriteOne(IBufferWriter<byte> output, byte character)
    {
        switch (character)
        {
            case (byte)'"':
                output.Write("\\\""u8);
                break;
            case (byte)'\\':
                output.Write("\\\\"u8);
                break;
            case (byte)'\n':
                output.Write("\\n"u8);
                break;
            case (byte)'\r':
                output.Write("\\r"u8);
                break;
            case (byte)'\t':
                output.Write("\\t"u8);
                break;
            default:
                output.Write([(byte)'\\', (byte)'u', (byte)'0', (byte)'0', Hex(character >> 4), Hex(character & 15)]);
                break;
        }
    }

    private static byte Hex(int digit) => "0123456789abcdef"u8[digit];
}
