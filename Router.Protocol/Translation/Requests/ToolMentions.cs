using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>Follows which tools a history calls, loads (<c>tool_reference</c>, <c>tool_addition</c>) and takes away (<c>tool_removal</c>).</summary>
internal static class ToolMentions
{
    public static void Collect(List<Block> blocks, Conversation conversation)
    {
        foreach (Block block in blocks)
        {
            switch (block.Kind)
            {
                case BlockKind.ToolUse:
                    Add(block.Element.Member("name"u8), conversation);
                    break;
                case BlockKind.ToolResult:
                    AddReferences(block.Element.Member("content"u8), conversation);
                    break;
                case BlockKind.ServerResult:
                    // {"type":"tool_search_tool_result","content":{"type":"tool_search_tool_search_result","tool_references":[…]}}
                    AddReferences(block.Element.Member("content"u8).Member("tool_references"u8), conversation);
                    break;
                case BlockKind.ToolChange:
                    Change(block.Element, conversation);
                    break;
            }
        }
    }

    private static void AddReferences(JsonElement blocks, Conversation conversation)
    {
        foreach (JsonElement block in blocks.Items)
        {
            if (block.Member("type"u8).Text == "tool_reference")
            {
                Add(block.Member("tool_name"u8), conversation);
            }
        }
    }

    private static void Change(JsonElement change, Conversation conversation)
    {
        JsonElement tool = change.Member("tool"u8);
        JsonElement name = tool.Member("tool_name"u8).IsString ? tool.Member("tool_name"u8) : tool.Member("name"u8);
        if (change.Member("type"u8).Text == "tool_addition")
        {
            Add(name, conversation);
        }
        else if (name.Text is { } removed)
        {
            conversation.RemovedTools.Add(removed);
        }
    }

    private static void Add(JsonElement name, Conversation conversation)
    {
        if (name.Text is { } added)
        {
            conversation.NamedTools.Add(added);
            conversation.RemovedTools.Remove(added);
        }
    }
}
