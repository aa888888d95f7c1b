using System.Buffers;
using System.Globalization;
using System.Text;

namespace Router.Protocol.Translation.Requests;

/// <summary>
/// Writes JSON piece by piece. Unlike <see cref="System.Text.Json.Utf8JsonWriter"/> it joins texts that are escaped already without
/// unescaping them, so that an image of megabytes is copied once, from the body to the output.
/// </summary>
internal sealed class JsonOutput(IBufferWriter<byte> output)
{
    private const int ShortText = 128; // names and ids
    private const int MostBytes = 3; // of a UTF-16 unit in UTF-8
    private bool _comma;

    public void StartObject() => Open("{"u8);

    public void EndObject() => Close("}"u8);

    public void StartArray() => Open("["u8);

    public void EndArray() => Close("]"u8);

    public void Name(string name)
    {
        String(name);
        output.Write(":"u8);
        _comma = false;
    }

    /// <summary>One JSON value as it stands in other JSON.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        Separate();
        output.Write(json);
        _comma = true;
    }

    public void String(string text)
    {
        StartText();
        Plain(text);
        EndText();
    }

    public void Number(long number) => Raw(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));

    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Null() => Raw("null"u8);

    /// <summary>Begins a string; pieces follow, then <see cref="EndText"/>.</summary>
    public void StartText() => Open("\""u8);

    public void EndText() => Close("\""u8);

    /// <summary>A piece of a string that is escaped already.</summary>
    public void Escaped(ReadOnlySpan<byte> text) => output.Write(text);

    /// <summary>A piece of a string.</summary>
    public void Plain(string text)
    {
        if (text.Length > ShortText)
        {
            EscapedText.Escape(Encoding.UTF8.GetBytes(text), output);
            return;
        }

        Span<byte> bytes = stackalloc byte[ShortText * MostBytes];
        EscapedText.Escape(bytes[..Encoding.UTF8.GetBytes(text, bytes)], output);
    }

    /// <summary>A piece of a string: the text of other JSON.</summary>
    public void PlainJson(ReadOnlySpan<byte> json) => EscapedText.Escape(json, output);

    private void Open(ReadOnlySpan<byte> mark)
    {
        Separate();
        output.Write(mark);
        _comma = false;
    }

    private void Close(ReadOnlySpan<byte> mark)
    {
        output.Write(mark);
        _comma = true;
    }

    private void Separate()
    {
        if (_comma)
        {
            output.Write(","u8);
        }
    }
}
