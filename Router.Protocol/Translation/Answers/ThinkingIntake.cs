using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>Takes the reasoning of a chunk to its blocks, whatever field it comes in.</summary>
internal sealed class ThinkingIntake(BlockSequence blocks)
{
    private readonly TextDecoder _decoder = new();

    /// <summary>Some thinking came in a field of its own.</summary>
    public bool HasAny { get; private set; }

    public void Take(in ChatChunk chunk)
    {
        blocks.Details.Merge(chunk.Data, chunk.ReasoningDetails);

        // Servers that changed the field's name send both for a while: the same text twice.
        JsonRange text = chunk.ReasoningContent.HasText ? chunk.ReasoningContent : chunk.Reasoning;
        if (text.IsObject)
        {
            text = FirstText(chunk.Data, text, "content"u8, "text"u8, "summary"u8);
        }

        if (text.HasText)
        {
            TakeText(chunk.Data, text);
            return;
        }

        var details = new JsonCursor(chunk.Data, chunk.ReasoningDetails.IsArray ? chunk.ReasoningDetails : default);
        while (details.Next())
        {
            TakeText(chunk.Data, FirstText(chunk.Data, details.Value, "text"u8, "summary"u8, default));
        }
    }

    /// <summary>Takes one text of thinking; anything else is passed over.</summary>
    public void TakeText(ReadOnlySpan<byte> json, JsonRange text)
    {
        if (text.HasText)
        {
            HasAny = true;
            blocks.AddThinking(_decoder.Decode(text.In(json), text.IsEscaped));
        }
    }

    private static JsonRange FirstText(ReadOnlySpan<byte> json, JsonRange range, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        JsonRange found = JsonCursor.Find(json, range, first);
        found = found.HasText ? found : JsonCursor.Find(json, range, second);
        return found.HasText ? found : JsonCursor.Find(json, range, third);
    }
}
