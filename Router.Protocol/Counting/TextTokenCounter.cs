using System.Buffers.Text;

namespace Router.Protocol.Counting;

/// <summary>
/// Estimates how many tokens a text has, piece by piece and without a tokenizer's tables: an automaton adds up what each byte costs where it
/// stands. Never less for a longer text. Within 3 % of o200k_base on the average of 21 kinds of text, 6 % for the worst of them,
/// on pieces that it was not fitted to (docs/decisions/0005-token-estimate.md). A mutable struct: keep it in a field or a local, don't copy it.
/// </summary>
public struct TextTokenCounter
{
    private long _hundredths;
    private uint _row;

    /// <summary>The estimate in tokens, rounded up; 0 for no text.</summary>
    public readonly long Tokens => (_hundredths + 99) / 100;

    /// <summary>The estimate in hundredths of a token.</summary>
    internal readonly long Hundredths => _hundredths;

    /// <summary>Adds the next piece of a text in UTF-8; characters may be cut between two pieces.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        byte[] classes = TextSteps.Classes;
        uint[] table = TextSteps.Table;
        (uint row, long sum) = (_row, _hundredths);
        foreach (byte value in text)
        {
            uint step = table[row + classes[value]];
            row = step & 0xFFFF;
            sum += step >> 16;
        }

        (_row, _hundredths) = (row, sum);
    }

    /// <summary>Adds raw JSON, or the inside of a JSON string: escapes count as what they stand for.</summary>
    public void AddJson(ReadOnlySpan<byte> json)
    {
        while (json.IndexOf((byte)'\\') is var escape and >= 0)
        {
            Add(json[..escape]);
            json = json[escape..];
            int length = Math.Min(json.Length, json.Length > 1 && json[1] == 'u' ? 6 : 2);
            AddEscape(json[..length]);
            json = json[length..];
        }

        Add(json);
    }

    private void AddEscape(ReadOnlySpan<byte> escape)
    {
        byte first = escape.Length < 2 ? (byte)'\\' : escape[1] switch
        {
            (byte)'n' or (byte)'r' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'u' => FirstByte(escape[2..]),
            _ => (byte)'\\',
        };
        Add(new ReadOnlySpan<byte>(in first));
    }

    /// <summary>The first byte that UTF-8 has for <c>00e9</c>; the second half of a surrogate pair goes on with the character of the first.</summary>
    private static byte FirstByte(ReadOnlySpan<byte> digits) =>
        !Utf8Parser.TryParse(digits, out ushort unit, out int read, 'x') || read != digits.Length ? (byte)'\\'
        : unit < 0x80 ? (byte)unit
        : unit < 0x800 ? (byte)(0xC0 | (unit >> 6))
        : char.IsHighSurrogate((char)unit) ? (byte)0xF0
        : char.IsLowSurrogate((char)unit) ? (byte)0x80
        : (byte)(0xE0 | (unit >> 12));
}
