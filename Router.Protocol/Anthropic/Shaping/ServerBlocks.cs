using System.Text.Json;
using Router.Protocol.Json;
using Router.Protocol.Translation.Requests;

namespace Router.Protocol.Anthropic.Shaping;

/// <summary>
/// Tells in words what Anthropic's servers did in a history that goes to a provider which does not know such blocks: calls of server tools and
/// their results, references to tools, a fallback to another model. Searches that this gateway told in Anthropic's blocks become words for every
/// provider: only Anthropic can make the <c>encrypted_content</c> that it asks for.
/// </summary>
internal static class ServerBlocks
{
    /// <summary>How the ids of searches begin that the gateway told.</summary>
    public const string OwnId = "srvtoolu_rtr";

    private const string ResultEnd = "_tool_result";

    /// <summary>Whether a body has to be searched.</summary>
    /// <param name="body">The body.</param>
    /// <param name="all">Whether all blocks of servers go, or the gateway's own only.</param>
    public static bool MayBeIn(ReadOnlySpan<byte> body, bool all) => all
        ? body.IndexOf("_tool_result\""u8) >= 0 || body.IndexOf("\"server_tool_use\""u8) >= 0 || body.IndexOf("\"tool_reference\""u8) >= 0
            || body.IndexOf("\"mcp_tool_use\""u8) >= 0 || body.IndexOf("\"container_upload\""u8) >= 0 || body.IndexOf("\"compaction\""u8) >= 0
            || body.IndexOf("\"fallback\""u8) >= 0 || body.IndexOf("\"tool_addition\""u8) >= 0 || body.IndexOf("\"tool_removal\""u8) >= 0
            || body.IndexOf("\"caller\""u8) >= 0 || body.IndexOf("\"toolset_name\""u8) >= 0 || body.IndexOf("\"citations\""u8) >= 0
        : body.IndexOf("\"srvtoolu_rtr"u8) >= 0;

    /// <summary>Adds the edits for those blocks.</summary>
    public static void Replace(ReadOnlySpan<byte> body, List<BlockPlace> blocks, RequestShape shape, List<BodyEdit> edits)
    {
        foreach (BlockPlace block in blocks)
        {
            if (shape.RemoveServerTools ? IsServers(block.Type) : IsOwn(body[block.Bytes], block.Type))
            {
                edits.Add(TextBlock.InPlaceOf(body, block.Bytes, shape.ReduceCacheMarks, Words(body[block.Bytes], block.Type)));
            }
            else if (shape.RemoveServerTools)
            {
                CutMembers(body, block, edits);
            }
        }
    }

    private static bool IsServers(string type) =>
        type is "server_tool_use" or "mcp_tool_use" or "tool_reference" or "container_upload" or "compaction" or "fallback" or "tool_addition" or "tool_removal"
        || type.EndsWith(ResultEnd, StringComparison.Ordinal);

    private static bool IsOwn(ReadOnlySpan<byte> block, string type) =>
        (type == "server_tool_use" ? FieldValue.Text(block, "id"u8) : type.EndsWith(ResultEnd, StringComparison.Ordinal) ? FieldValue.Text(block, "tool_use_id"u8) : null)
            ?.StartsWith(OwnId, StringComparison.Ordinal) == true;

    private static Action<JsonOutput> Words(ReadOnlySpan<byte> bytes, string type)
    {
        var block = JsonElement.Parse(EscapedText.Heal(bytes.ToArray()).Span, new JsonDocumentOptions { MaxDepth = MessageRequestReader.MaxDepth });
        return type switch
        {
            "tool_reference" => json => json.Plain($"The tool {block.Member("tool_name"u8).Text} can be called now."),
            "tool_addition" => json => json.Plain($"The tool {ToolOf(block)} can be called now."),
            "tool_removal" => json => json.Plain($"The tool {ToolOf(block)} can't be called any more."),
            "container_upload" => json => json.Plain("[A file was put into a code execution container, which is not available here.]"),
            "fallback" => json => json.Plain("[Another model went on here.]"),
            "compaction" when !block.Member("content"u8).IsBlank => json => json.Escaped(block.Member("content"u8).Escaped),
            "compaction" => json => json.Plain("[What was said before was left out.]"),
            _ => json => ServerToolText.Write(block, json),
        };
    }

    private static string ToolOf(JsonElement change)
    {
        JsonElement tool = change.Member("tool"u8);
        return tool.Member("tool_name"u8).Text ?? tool.Member("name"u8).Text ?? "";
    }

    /// <summary>
    /// Who called a tool, and what a text cites: <c>{"type":"web_search_result_location","encrypted_index":"…"}</c>. A document's <c>citations</c> is a wish and
    /// no such list.
    /// </summary>
    private static void CutMembers(ReadOnlySpan<byte> body, BlockPlace block, List<BodyEdit> edits)
    {
        if (block.Type is not ("tool_use" or "tool_result" or "text"))
        {
            return;
        }

        bool isText = block.Type == "text";
        edits.AddRange(MemberCuts.Find(body, block.Bytes, name => isText ? name == "citations" : name is "caller" or "toolset_name"));
    }
}
