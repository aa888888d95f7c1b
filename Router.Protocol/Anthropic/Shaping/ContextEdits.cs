using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>
/// Takes the clearing of thinking out of <c>context_management</c>, which Claude Code always sends: <c>{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]}</c>.
/// Beside thinking that is switched off it is refused.
/// </summary>
internal static class ContextEdits
{
    /// <summary>The elements of <c>edits</c>, those that clear thinking marked to be cut.</summary>
    public static ElementCuts CutThinking(ReadOnlySpan<byte> value, int offset)
    {
        var cuts = new ElementCuts();
        if (FieldValue.Find(value, "edits"u8) is not { } edits || value[edits][0] != (byte)'[')
        {
            return cuts;
        }

        int start = edits.Start.Value;
        var reader = new Utf8JsonReader(value[edits], new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            int elementStart = start + (int)reader.TokenStartIndex;
            reader.Skip();
            int elementEnd = start + (int)reader.BytesConsumed;
            bool cut = FieldValue.Text(value[elementStart..elementEnd], "type"u8)?.StartsWith("clear_thinking_", StringComparison.Ordinal) == true;
            cuts.Add(offset + elementStart, offset + elementEnd, cut);
        }

        return cuts;
    }
}
