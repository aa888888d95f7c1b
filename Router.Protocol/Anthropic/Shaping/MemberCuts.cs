using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>Cuts members out of an object.</summary>
internal static class MemberCuts
{
    /// <param name="body">The body.</param>
    /// <param name="value">Where the object stands in it; anything else has no members.</param>
    /// <param name="isCut">Whether the member of a name goes.</param>
    public static List<BodyEdit> Find(ReadOnlySpan<byte> body, Range value, Func<string, bool> isCut) => Of(body, value, isCut).ToEdits();

    /// <inheritdoc cref="Find"/>
    public static ElementCuts Of(ReadOnlySpan<byte> body, Range value, Func<string, bool> isCut)
    {
        int offset = value.Start.Value;
        var members = new ElementCuts();
        var reader = new Utf8JsonReader(body[value], new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return members;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int start = offset + (int)reader.TokenStartIndex;
            bool cut = JsonText.Find(reader) is { } name && isCut(name);
            reader.Read();
            reader.Skip();
            members.Add(start, offset + (int)reader.BytesConsumed, cut);
        }

        return members;
    }
}
