namespace Router.Protocol.Translation.Inbound;

/// <summary>Reasons for an end, in the words of chat completions.</summary>
internal static class OutboundFinish
{
    /// <param name="stopReason">Anthropic's <c>stop_reason</c>; null for none.</param>
    public static string Of(string? stopReason) => stopReason switch
    {
        "tool_use" => "tool_calls",
        "max_tokens" or "model_context_window_exceeded" => "length",
        "refusal" => "content_filter",
        _ => "stop",
    };
}
