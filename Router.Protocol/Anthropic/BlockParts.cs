using System.Text.Json;
using Router.Protocol.Json;

namespace Router.Protocol.Anthropic;

/// <summary>Where the parts of a content block stand that its stream grows by deltas.</summary>
internal ref struct BlockParts
{
    private BlockKind _asked;

    public Range? Text { get; private set; }

    public Range? Citations { get; private set; }

    public Range? Thinking { get; private set; }

    public Range? Signature { get; private set; }

    public Range? Input { get; private set; }

    /// <summary>How the block is told: by its type, if it has what that type's deltas are made of.</summary>
    public readonly BlockKind Kind => _asked switch
    {
        BlockKind.Text when Text is not null => BlockKind.Text,
        BlockKind.Thinking when Thinking is not null => BlockKind.Thinking,
        BlockKind.ToolUse when Input is not null => BlockKind.ToolUse,
        _ => BlockKind.Whole,
    };

    /// <param name="block">One valid JSON object.</param>
    public static BlockParts Find(ReadOnlySpan<byte> block)
    {
        var parts = default(BlockParts);
        var walk = new MemberWalk(block);
        while (walk.Next())
        {
            if (walk.Kind == JsonTokenType.String)
            {
                parts.ReadText(walk, block);
            }
            else if (walk.Kind == JsonTokenType.StartArray && walk.Is("citations"u8))
            {
                parts.Citations = Value(walk);
            }
            else if (walk.Kind == JsonTokenType.StartObject && walk.Is("input"u8))
            {
                parts.Input = Value(walk);
            }
        }

        return parts;
    }

    private void ReadText(in MemberWalk walk, ReadOnlySpan<byte> block)
    {
        if (walk.Is("type"u8))
        {
            _asked = KindOf(block[Value(walk)]);
        }
        else if (walk.Is("text"u8))
        {
            Text = Value(walk);
        }
        else if (walk.Is("thinking"u8))
        {
            Thinking = Value(walk);
        }
        else if (walk.Is("signature"u8))
        {
            Signature = Value(walk);
        }
    }

    // The client takes input_json_delta for these two types only; an mcp_tool_use, say, comes whole.
    private static BlockKind KindOf(ReadOnlySpan<byte> type) => type switch
    {
        _ when type.SequenceEqual("\"text\""u8) => BlockKind.Text,
        _ when type.SequenceEqual("\"thinking\""u8) => BlockKind.Thinking,
        _ when type.SequenceEqual("\"tool_use\""u8) || type.SequenceEqual("\"server_tool_use\""u8) => BlockKind.ToolUse,
        _ => BlockKind.Whole,
    };

    private static Range Value(in MemberWalk walk) => walk.Start..(walk.Start + walk.Length);
}
