using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>One content block of a turn.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Element">The block, or the plain string of a message without blocks.</param>
/// <param name="Message">The index of its message: a turn can hold the blocks of several.</param>
internal readonly record struct Block(BlockKind Kind, JsonElement Element, int Message)
{
    /// <summary>The text of a text block; undefined when it has none.</summary>
    public JsonElement Text => Element.IsString ? Element : Element.Member("text"u8);

    /// <summary>Whether it has no words for a model; no provider takes an empty text.</summary>
    public bool IsSilent => Kind switch
    {
        BlockKind.Text => Text.IsBlank,
        BlockKind.Compaction => Element.Member("content"u8).IsBlank,
        BlockKind.Marker or BlockKind.ToolChange => true,
        _ => false,
    };

    /// <summary>Reads one element of a content array.</summary>
    public static Block Of(JsonElement element, int message) => new(KindOf(element), element, message);

    private static BlockKind KindOf(JsonElement element) => element.IsString ? BlockKind.Text : element.Member("type"u8).Text switch
    {
        "text" => BlockKind.Text,
        "image" => BlockKind.Image,
        "document" => BlockKind.Document,
        "search_result" => BlockKind.SearchResult,
        "tool_use" => BlockKind.ToolUse,
        "tool_result" => BlockKind.ToolResult,
        "tool_reference" => BlockKind.ToolReference,
        "thinking" => BlockKind.Thinking,
        "redacted_thinking" => BlockKind.RedactedThinking,
        "server_tool_use" or "mcp_tool_use" => BlockKind.ServerCall,
        "container_upload" => BlockKind.ContainerUpload,
        "compaction" => BlockKind.Compaction,
        "tool_addition" or "tool_removal" => BlockKind.ToolChange,
        "fallback" => BlockKind.Marker,
        string type when type.EndsWith("_tool_result", StringComparison.Ordinal) => BlockKind.ServerResult,
        _ => BlockKind.Unknown,
    };
}
