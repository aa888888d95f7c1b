using System.Text.Json;
using Router.Protocol.Json;
using Router.Protocol.Translation;

namespace Router.Protocol.Anthropic;

/// <summary>
/// Finds the edits that make the thinking in a conversation's history fit for a provider that did not make it: blocks of another provider carry
/// signatures that it can't verify, or are of a kind that it does not know. A message that held nothing else goes as a whole; consecutive turns
/// of one role are merged by the API.
/// </summary>
public static class ThinkingEdits
{
    // DeepSeek's endpoint takes one without text and without signature (github.com/QwenLM/qwen-code pull 3788).
    private static readonly byte[] EmptyThinking = """{"type":"thinking","thinking":"","signature":""},"""u8.ToArray();

    /// <summary>The edits; empty when the history needs none.</summary>
    /// <param name="body">A valid Messages request.</param>
    /// <param name="repair">What is to be done.</param>
    public static IReadOnlyList<BodyEdit> Find(ReadOnlySpan<byte> body, ThinkingRepair repair)
    {
        List<BodyEdit> edits = [];
        if (repair == ThinkingRepair.DropCarriers && !ReasoningCarrier.MayBeIn(body))
        {
            return edits; // most bodies: no need to walk through megabytes
        }

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MessageRequestReader.MaxDepth });
        reader.Read();
        while (repair != ThinkingRepair.None && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isMessages = JsonText.Is(reader, "messages"u8);
            reader.Read();
            if (isMessages && reader.TokenType == JsonTokenType.StartArray)
            {
                FindInMessages(ref reader, repair, edits);
            }
            else
            {
                reader.Skip();
            }
        }

        return edits;
    }

    private static void FindInMessages(ref Utf8JsonReader reader, ThinkingRepair repair, List<BodyEdit> edits)
    {
        var messages = new ElementCuts();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            int start = (int)reader.TokenStartIndex;
            HistoryMessage message = ReadMessage(ref reader, repair);
            bool cutMessage = message.Blocks is { CutsAny: true, CutsAll: true };
            messages.Add(start, (int)reader.BytesConsumed, cutMessage);
            if (message.Blocks is { CutsAny: true } blocks && !cutMessage)
            {
                edits.AddRange(blocks.ToEdits());
            }

            if (repair.HasFlag(ThinkingRepair.AddMissing) && message is { IsAssistant: true, HasCall: true, KeepsThinking: false })
            {
                edits.Add(new BodyEdit(message.FirstBlock, 0, EmptyThinking));
            }
        }

        edits.AddRange(messages.ToEdits());
    }

    private static HistoryMessage ReadMessage(ref Utf8JsonReader reader, ThinkingRepair repair)
    {
        HistoryMessage message = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isContent = JsonText.Is(reader, "content"u8);
            bool isRole = JsonText.Is(reader, "role"u8);
            reader.Read();
            message.IsAssistant |= isRole && reader.TokenType == JsonTokenType.String && JsonText.Is(reader, "assistant"u8);
            if (!isContent || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            message.Blocks = new ElementCuts();
            (message.HasCall, message.KeepsThinking, message.FirstBlock) = (false, false, -1);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                AddBlock(ref reader, repair, ref message);
            }
        }

        return message;
    }

    private static void AddBlock(ref Utf8JsonReader reader, ThinkingRepair repair, ref HistoryMessage message)
    {
        int start = (int)reader.TokenStartIndex;
        HistoryBlock block = HistoryBlock.Read(ref reader);
        bool cut = IsCut(block, repair);
        message.Blocks!.Add(start, (int)reader.BytesConsumed, cut);
        message.FirstBlock = message.FirstBlock < 0 ? start : message.FirstBlock;
        message.HasCall |= block.Kind == HistoryBlockKind.ToolUse;
        message.KeepsThinking |= block.Kind == HistoryBlockKind.Thinking && !cut;
    }

    private static bool IsCut(HistoryBlock block, ThinkingRepair repair) => block.Kind switch
    {
        HistoryBlockKind.Thinking => repair.HasFlag(ThinkingRepair.DropAll),
        HistoryBlockKind.Redacted => repair.HasFlag(ThinkingRepair.DropAll) || repair.HasFlag(ThinkingRepair.DropRedacted)
            || (repair.HasFlag(ThinkingRepair.DropCarriers) && ReasoningCarrier.IsOurs(block.Data)),
        _ => false,
    };

    private struct HistoryMessage
    {
        public ElementCuts? Blocks;
        public bool IsAssistant;
        public bool HasCall;
        public bool KeepsThinking;
        public int FirstBlock;
    }
}
