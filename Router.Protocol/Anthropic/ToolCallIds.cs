using System.Collections.Immutable;
using Router.Protocol.Anthropic.Shaping;

namespace Router.Protocol.Anthropic;

/// <summary>Names the tool calls of a conversation.</summary>
public static class ToolCallIds
{
    /// <summary>The ids of the <c>tool_use</c> blocks in a valid request's messages, in their order.</summary>
    public static ImmutableArray<string> Find(ReadOnlySpan<byte> body)
    {
        if (FieldValue.Find(body, "messages"u8) is not { } messages)
        {
            return [];
        }

        ImmutableArray<string>.Builder ids = ImmutableArray.CreateBuilder<string>();
        foreach (BlockPlace block in BlockPlaces.Find(body, messages))
        {
            if (block.Type == "tool_use" && FieldValue.Text(body[block.Bytes], "id"u8) is { } id)
            {
                ids.Add(id);
            }
        }

        return ids.ToImmutable();
    }
}
