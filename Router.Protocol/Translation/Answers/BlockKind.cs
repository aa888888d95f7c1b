namespace Router.Protocol.Translation.Answers;

/// <summary>The blocks that an answer of chat completions can become.</summary>
internal enum BlockKind
{
    /// <summary>text</summary>
    Text,

    /// <summary>thinking</summary>
    Thinking,

    /// <summary>tool_use</summary>
    Tool,

    /// <summary>redacted_thinking, which carries the provider's state.</summary>
    Carrier,

    /// <summary>server_tool_use and web_search_tool_result, which tell of a search.</summary>
    Search,
}
