using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Makes clean UTF-8 of one channel's JSON texts (the answer, its thinking, one call's arguments), which providers cut anywhere: half a
/// surrogate pair (<c>"…\ud83d"</c>, <c>"\ude00…"</c>) or half a character's bytes wait for the next piece; what never gets its other half
/// becomes U+FFFD.
/// </summary>
internal sealed class TextDecoder
{
    private readonly ArrayBufferWriter<byte> _clean = new();
    private byte[] _cut = [];
    private char _high;

    /// <summary>The text of a piece; a view of the piece itself when nothing has to change, else valid until the next call.</summary>
    /// <param name="raw">The inside of a JSON text.</param>
    /// <param name="isEscaped">Whether it holds escapes.</param>
    public ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> raw, bool isEscaped)
    {
        if (!isEscaped && _cut.Length == 0 && _high == 0 && Utf8.IsValid(raw))
        {
            return raw;
        }

        _clean.ResetWrittenCount();
        int escape;
        while ((escape = isEscaped ? raw.IndexOf((byte)'\\') : -1) >= 0)
        {
            AddBytes(raw[..escape]);
            raw = raw[(escape + TakeEscape(raw[escape..]))..];
        }

        AddBytes(raw);
        return _clean.WrittenSpan;
    }

    /// <summary>What is left of halves at the end: one U+FFFD, or nothing.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        _clean.ResetWrittenCount();
        GiveUpHalves();
        return _clean.WrittenSpan;
    }

    private int TakeEscape(ReadOnlySpan<byte> escape)
    {
        if (escape[1] == (byte)'u')
        {
            // Double-encoded arguments were not checked by a JSON reader: their escapes may be none.
            AddUnit(ushort.TryParse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit) ? (char)unit : '\uFFFD');
            return 6;
        }

        GiveUpHalves();
        _clean.Write([escape[1] switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            byte same => same,
        }]);
        return 2;
    }

    private void AddUnit(char unit)
    {
        if (char.IsLowSurrogate(unit) && _high != 0)
        {
            AddRune(new Rune(_high, unit));
            _high = '\0';
            return;
        }

        GiveUpHalves();
        if (char.IsHighSurrogate(unit))
        {
            _high = unit;
        }
        else
        {
            AddRune(Rune.TryCreate(unit, out Rune rune) ? rune : Rune.ReplacementChar);
        }
    }

    private void AddBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (_high != 0)
        {
            GiveUpHalves();
        }

        if (_cut.Length > 0)
        {
            byte[] joined = [.. _cut, .. bytes];
            _cut = [];
            AddUnchecked(joined);
        }
        else if (Utf8.IsValid(bytes))
        {
            _clean.Write(bytes);
        }
        else
        {
            AddUnchecked(bytes);
        }
    }

    private void AddUnchecked(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            OperationStatus status = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length);
            if (status == OperationStatus.NeedMoreData)
            {
                _cut = bytes.ToArray();
                return;
            }

            AddRune(rune); // U+FFFD for bytes that are none
            bytes = bytes[length..];
        }
    }

    private void GiveUpHalves()
    {
        if (_high != 0 || _cut.Length > 0)
        {
            (_high, _cut) = ('\0', []);
            AddRune(Rune.ReplacementChar);
        }
    }

    private void AddRune(Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        _clean.Write(bytes[..rune.EncodeToUtf8(bytes)]);
    }
}
