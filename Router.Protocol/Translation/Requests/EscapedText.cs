using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Router.Protocol.Translation.Requests;

/// <summary>The inside of JSON strings, as it stands between the quotes.</summary>
internal static class EscapedText
{
    private const int UnitLength = 6; // of \ud83d
    private static readonly SearchValues<byte> MustEscape = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(value => (byte)value), (byte)'"', (byte)'\\']);

    /// <summary>Whether the text is nothing but white space, escaped or not.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> escaped)
    {
        for (int index = 0; index < escaped.Length; index++)
        {
            if (escaped[index] == '\\' && index + 1 < escaped.Length && escaped[index + 1] is (byte)'n' or (byte)'r' or (byte)'t')
            {
                index++;
            }
            else if (escaped[index] != ' ')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The same JSON with the replacement character for what no provider can read: half surrogate pairs (<c>"cut \ud83d"</c>, which JavaScript
    /// writes when it shortens text) and bytes that are not UTF-8. Sound JSON comes back as it is, uncopied.
    /// </summary>
    public static ReadOnlyMemory<byte> Heal(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span))
        {
            json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span));
        }

        return json.Span.IndexOf(@"\ud"u8) < 0 && json.Span.IndexOf(@"\uD"u8) < 0 ? json : ReplaceHalves(json.Span);
    }

    /// <summary>Writes text so that it can stand in a JSON string.</summary>
    public static void Escape(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        Span<byte> unit = stackalloc byte[UnitLength];
        while (text.IndexOfAny(MustEscape) is var next and >= 0)
        {
            output.Write(text[..next]);
            output.Write(text[next] switch
            {
                (byte)'"' => "\\\""u8,
                (byte)'\\' => @"\\"u8,
                (byte)'\n' => @"\n"u8,
                (byte)'\r' => @"\r"u8,
                (byte)'\t' => @"\t"u8,
                byte control => Unit(control, unit),
            });
            text = text[(next + 1)..];
        }

        output.Write(text);
    }

    private static ReadOnlySpan<byte> Unit(byte control, Span<byte> unit)
    {
        @"\u00"u8.CopyTo(unit);
        _ = control.TryFormat(unit[4..], out _, "x2", CultureInfo.InvariantCulture);
        return unit;
    }

    private static byte[] ReplaceHalves(ReadOnlySpan<byte> json)
    {
        byte[] healed = json.ToArray();
        for (int index = 0; json[index..].IndexOf((byte)'\\') is var next and >= 0;)
        {
            index += next;
            char? unit = ReadUnit(json[index..]);
            if (unit is { } high && char.IsHighSurrogate(high) && ReadUnit(json[(index + UnitLength)..]) is { } low && char.IsLowSurrogate(low))
            {
                index += 2 * UnitLength;
                continue;
            }

            if (unit is { } half && char.IsSurrogate(half))
            {
                @"\ufffd"u8.CopyTo(healed.AsSpan(index));
            }

            index += unit is null ? 2 : UnitLength;
        }

        return healed;
    }

    // Sample: \ud83d
    private static char? ReadUnit(ReadOnlySpan<byte> json) =>
        json.Length >= UnitLength && json[0] == '\\' && json[1] == 'u'
        && ushort.TryParse(json[2..UnitLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : null;
}
