using Router.Protocol.OpenAI;

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

    /// <summary>The word for an answer: a limit goes before everything, a refusal before calls, calls before the server's own word.</summary>
    /// <param name="cause">Why the model stopped.</param>
    /// <param name="hasRefusal">It refused in words.</param>
    /// <param name="hasTool">It called a tool.</param>
    /// <param name="hasSequence">One of the request's stop sequences stopped it.</param>
    public static string Of(StopCause cause, bool hasRefusal, bool hasTool, bool hasSequence) => cause switch
    {
        StopCause.Length => MaxTokens,
        StopCause.WindowFull => ContextWindow,
        StopCause.Filtered => Refusal,
        _ when hasRefusal => Refusal,
        _ when hasTool => ToolUse,
        _ when hasSequence => StopSequence,
        _ => EndTurn,
    };
}
