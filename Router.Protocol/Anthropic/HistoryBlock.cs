using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic;

/// <summary>What a block of the history is.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Data">A redacted block's data.</param>
internal readonly record struct HistoryBlock(HistoryBlockKind Kind, string? Data)
{
    /// <summary>Reads the element that the reader stands on, to its end.</summary>
    public static HistoryBlock Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return default;
        }

        HistoryBlock block = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = JsonText.Is(reader, "type"u8);
            bool isData = JsonText.Is(reader, "data"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && (isType || isData))
            {
                block = isType ? block with { Kind = KindOf(reader) } : block with { Data = JsonText.Find(reader) };
            }

            reader.Skip();
        }

        return block;
    }

    private static HistoryBlockKind KindOf(in Utf8JsonReader type) =>
        JsonText.Is(type, "thinking"u8) ? HistoryBlockKind.Thinking
        : JsonText.Is(type, "redacted_thinking"u8) ? HistoryBlockKind.Redacted
        : JsonText.Is(type, "tool_use"u8) ? HistoryBlockKind.ToolUse
        : HistoryBlockKind.Other;
}
