using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.OpenAI;

/// <summary>
/// Walks over the members of an object or the elements of an array, value by value; nothing is built. Everything nested is checked in
/// passing, so the ranges that it gives hold valid JSON.
/// </summary>
internal ref struct JsonCursor
{
    private const int MaxDepth = 512;

    private readonly ReadOnlySpan<byte> _json;
    private readonly int _offset;
    private readonly bool _isObject;
    private Utf8JsonReader _reader;
    private Utf8JsonReader _escapedName;
    private bool _nameIsEscaped;

    /// <summary>A cursor before the first member of the object, or the first element of the array, in a range.</summary>
    public JsonCursor(ReadOnlySpan<byte> json, JsonRange range)
    {
        _json = json;
        _offset = range.Start;
        _isObject = range.IsObject;
        _reader = new Utf8JsonReader(range.HasElements ? range.In(json) : "[]"u8, new JsonReaderOptions { MaxDepth = MaxDepth });
        _reader.Read();
    }

    /// <summary>The value that the cursor stands on.</summary>
    public JsonRange Value { get; private set; }

    /// <summary>The range of a whole text with one JSON value, checked to its end; false when it is none.</summary>
    public static bool TryWhole(ReadOnlySpan<byte> json, out JsonRange range)
    {
        range = default;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            reader.Read();
            range = Here(ref reader, 0);
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>One member of an object; the default range when it is absent or there is no object.</summary>
    public static JsonRange Find(ReadOnlySpan<byte> json, JsonRange range, ReadOnlySpan<byte> name)
    {
        JsonRange found = default;
        var members = new JsonCursor(json, range.IsObject ? range : default);
        while (members.Next())
        {
            found = members.Is(name) ? members.Value : found;
        }

        return found;
    }

    /// <summary>A value's bytes, the quotes of a text included.</summary>
    public static ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> json, JsonRange range) =>
        range.IsText ? json[(range.Start - 1)..(range.Start + range.Length + 1)] : range.In(json);

    /// <summary>A whole number, also one written as text; null when the value is none.</summary>
    public static long? Number(ReadOnlySpan<byte> json, JsonRange range)
    {
        if (range.Token is not (JsonTokenType.Number or JsonTokenType.String)
            || !System.Buffers.Text.Utf8Parser.TryParse(range.In(json), out double value, out int consumed) || consumed != range.Length || !double.IsFinite(value))
        {
            return null;
        }

        return (long)Math.Clamp(value, long.MinValue, long.MaxValue);
    }

    /// <summary>A text; null when the value is none.</summary>
    public static string? Text(ReadOnlySpan<byte> json, JsonRange range)
    {
        if (!range.IsText)
        {
            return null;
        }

        var reader = new Utf8JsonReader(Raw(json, range));
        reader.Read();
        return JsonText.Read(reader);
    }

    /// <summary>Goes to the next member or element; false behind the last.</summary>
    public bool Next()
    {
        if (!_reader.Read() || _reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            return false;
        }

        if (_isObject)
        {
            RawName = _reader.ValueSpan;
            _nameIsEscaped = _reader.ValueIsEscaped;
            if (_nameIsEscaped)
            {
                _escapedName = _reader; // a reader is big, so it is copied for such names only
            }

            _reader.Read();
        }

        Value = Here(ref _reader, _offset);
        return true;
    }

    /// <summary>Whether the member has this name.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => _nameIsEscaped ? JsonText.Is(_escapedName, name) : RawName.SequenceEqual(name);

    /// <summary>The member's name as it stands between its quotes.</summary>
    public ReadOnlySpan<byte> RawName { get; private set; }

    /// <summary>The value's bytes, a text's without its quotes.</summary>
    public readonly ReadOnlySpan<byte> Content => Value.In(_json);

    private static JsonRange Here(ref Utf8JsonReader reader, int offset)
    {
        JsonTokenType token = reader.TokenType;
        int start = (int)reader.TokenStartIndex;
        bool escaped = reader.ValueIsEscaped;
        if (token == JsonTokenType.String)
        {
            return new JsonRange(offset + start + 1, reader.ValueSpan.Length, token, escaped);
        }

        reader.Skip();
        return new JsonRange(offset + start, (int)reader.BytesConsumed - start, token, false);
    }
}
