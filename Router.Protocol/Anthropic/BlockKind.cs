namespace Router.Protocol.Anthropic;

/// <summary>How the stream tells a content block.</summary>
internal enum BlockKind
{
    /// <summary>Whole in <c>content_block_start</c>.</summary>
    Whole,

    /// <summary>By <c>text_delta</c> and <c>citations_delta</c>.</summary>
    Text,

    /// <summary>By <c>thinking_delta</c> and one <c>signature_delta</c>.</summary>
    Thinking,

    /// <summary>By <c>input_json_delta</c>.</summary>
    ToolUse,
}
