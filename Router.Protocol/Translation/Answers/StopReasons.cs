namespace Router.Protocol.Translation.Answers;

/// <summary>Anthropic's words for why a message ended.</summary>
internal static class StopReasons
{
    public const string EndTurn = "end_turn";
    public const string ToolUse = "tool_use";
    public const string MaxTokens = "max_tokens";
    public const string StopSequence = "stop_sequence";
    public const string Refusal = "refusal";
    public const string ContextWindow = "model_context_window_exceeded";
}
