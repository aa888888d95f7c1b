using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic;

/// <summary>
/// Cuts <c>thinking</c> and <c>redacted_thinking</c> blocks out of a conversation's history. Needed once, after the provider has refused a
/// foreign signature: blocks made by another provider carry signatures that Anthropic can't verify. A message that held nothing else goes
/// as a whole; consecutive turns of one role are merged by the API.
/// </summary>
public static class ThinkingRemoval
{
    /// <summary>The edits; empty when the history holds no thinking.</summary>
    /// <param name="body">A valid Messages request.</param>
    public static IReadOnlyList<BodyEdit> Find(ReadOnlySpan<byte> body)
    {
        List<BodyEdit> edits = [];
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isMessages = JsonText.Is(reader, "messages"u8);
            reader.Read();
            if (isMessages && reader.TokenType == JsonTokenType.StartArray)
            {
                FindInMessages(ref reader, edits);
            }
            else
            {
                reader.Skip();
            }
        }

        return edits;
    }

    private static void FindInMessages(ref Utf8JsonReader reader, List<BodyEdit> edits)
    {
        var messages = new ElementCuts();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            int start = (int)reader.TokenStartIndex;
            ElementCuts? blocks = FindInMessage(ref reader);
            bool cutMessage = blocks is { CutsAny: true, CutsAll: true };
            messages.Add(start, (int)reader.BytesConsumed, cutMessage);
            if (blocks is { CutsAny: true } && !cutMessage)
            {
                edits.AddRange(blocks.ToEdits());
            }
        }

        edits.AddRange(messages.ToEdits());
    }

    private static ElementCuts? FindInMessage(ref Utf8JsonReader reader)
    {
        ElementCuts? blocks = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isContent = JsonText.Is(reader, "content"u8);
            reader.Read();
            if (!isContent || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            blocks = new ElementCuts();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                int start = (int)reader.TokenStartIndex;
                bool thinking = reader.TokenType == JsonTokenType.StartObject ? IsThinking(ref reader) : Skipped(ref reader);
                blocks.Add(start, (int)reader.BytesConsumed, thinking);
            }
        }

        return blocks;
    }

    private static bool Skipped(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return false;
    }

    private static bool IsThinking(ref Utf8JsonReader reader)
    {
        bool thinking = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isType = JsonText.Is(reader, "type"u8);
            reader.Read();
            thinking |= isType && reader.TokenType == JsonTokenType.String
                && (JsonText.Is(reader, "thinking"u8) || JsonText.Is(reader, "redacted_thinking"u8));
            reader.Skip();
        }

        return thinking;
    }
}
