using System.Text.Json;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Json;

/// <summary>Walks the members of one JSON object and says where their values stand.</summary>
internal ref struct MemberWalk
{
    private Utf8JsonReader _reader;
    private Utf8JsonReader _name;

    public MemberWalk(ReadOnlySpan<byte> json)
    {
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        IsObject = _reader.Read() && _reader.TokenType == JsonTokenType.StartObject;
    }

    /// <summary>Whether there is anything to walk.</summary>
    public bool IsObject { get; }

    /// <summary>The kind of the member's value, by its first token.</summary>
    public JsonTokenType Kind { get; private set; }

    /// <summary>Where the member's value begins.</summary>
    public int Start { get; private set; }

    /// <summary>The length of the member's value in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>Goes to the next member.</summary>
    /// <exception cref="JsonException">The bytes are no valid JSON.</exception>
    public bool Next()
    {
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        _name = _reader;
        _reader.Read();
        Kind = _reader.TokenType;
        Start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        Length = (int)_reader.BytesConsumed - Start;
        return true;
    }

    /// <summary>Whether the member has this name.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => JsonText.Is(_name, name);

    /// <summary>Whether nothing follows the object.</summary>
    /// <exception cref="JsonException">Something that is no JSON follows.</exception>
    public bool IsLast() => !_reader.Read();
}
