namespace Router.Protocol.Translation.Requests;

/// <summary>What a content block is to the translation.</summary>
internal enum BlockKind
{
    Unknown,
    Text,

    /// <summary>Text of a system message that the provider can't take where it stands.</summary>
    Reminder,
    Image,
    Document,
    SearchResult,
    ToolUse,
    ToolResult,
    ToolReference,
    Thinking,
    RedactedThinking,

    /// <summary>A call that Anthropic's servers ran: <c>server_tool_use</c>, <c>mcp_tool_use</c>.</summary>
    ServerCall,

    /// <summary>What such a call gave: <c>web_search_tool_result</c>, <c>mcp_tool_result</c>, ….</summary>
    ServerResult,
    ContainerUpload,

    /// <summary>The summary that stands for the conversation before it.</summary>
    Compaction,

    /// <summary><c>tool_addition</c> and <c>tool_removal</c>: they change the offered tools and say nothing.</summary>
    ToolChange,

    /// <summary>Bookkeeping of the API, nothing for a model.</summary>
    Marker,
}
