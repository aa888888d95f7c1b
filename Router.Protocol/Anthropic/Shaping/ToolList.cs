using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>Takes tools out of the list of <c>tools</c>.</summary>
internal static class ToolList
{
    /// <summary>The list's elements, those with one of the names marked to be cut.</summary>
    public static ElementCuts Cut(ReadOnlySpan<byte> tools, int offset, IReadOnlySet<string> names)
    {
        var cuts = new ElementCuts();
        var reader = new Utf8JsonReader(tools, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int start = (int)reader.TokenStartIndex;
            bool isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            int end = (int)reader.BytesConsumed;
            bool cut = isObject && FieldValue.Text(tools[start..end], "name"u8) is { } name && names.Contains(name);
            cuts.Add(offset + start, offset + end, cut);
        }

        return cuts;
    }
}
