namespace Router.Protocol.Anthropic;

/// <summary>The kinds of history blocks that matter to thinking.</summary>
internal enum HistoryBlockKind
{
    /// <summary>Any other.</summary>
    Other,

    /// <summary>thinking</summary>
    Thinking,

    /// <summary>redacted_thinking</summary>
    Redacted,

    /// <summary>tool_use</summary>
    ToolUse,
}
