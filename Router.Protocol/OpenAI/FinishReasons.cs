using System.Collections.Frozen;

namespace Router.Protocol.OpenAI;

/// <summary>The words of <c>finish_reason</c> that providers use.</summary>
internal static class FinishReasons
{
    private static readonly FrozenDictionary<string, StopCause> Words = new Dictionary<string, StopCause>(StringComparer.OrdinalIgnoreCase)
    {
        ["stop"] = StopCause.Done,
        ["tool_calls"] = StopCause.Done,
        ["tool_call"] = StopCause.Done,
        ["tool_use"] = StopCause.Done,
        ["function_call"] = StopCause.Done,
        ["end_turn"] = StopCause.Done,
        ["stop_sequence"] = StopCause.Done,
        ["eos"] = StopCause.Done,
        ["eos_token"] = StopCause.Done,
        ["repetition"] = StopCause.Done,
        ["completed"] = StopCause.Done,
        ["length"] = StopCause.Length,
        ["max_tokens"] = StopCause.Length,
        ["max_output_tokens"] = StopCause.Length,
        ["model_length"] = StopCause.Length,
        ["model_context_window_exceeded"] = StopCause.WindowFull, // GLM
        ["content_filter"] = StopCause.Filtered,
        ["content_filtered"] = StopCause.Filtered,
        ["sensitive"] = StopCause.Filtered, // GLM
        ["safety"] = StopCause.Filtered, // Gemini's own words come through some proxies
        ["recitation"] = StopCause.Filtered,
        ["prohibited_content"] = StopCause.Filtered,
        ["blocklist"] = StopCause.Filtered,
        ["spii"] = StopCause.Filtered,
        ["refusal"] = StopCause.Filtered,
        ["insufficient_system_resource"] = StopCause.Overloaded, // DeepSeek
        ["aborted"] = StopCause.Overloaded,
        ["abort"] = StopCause.Overloaded, // vLLM, SGLang
        ["error"] = StopCause.Failed, // OpenRouter
        ["network_error"] = StopCause.Failed, // GLM
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a finish reason.</summary>
    /// <param name="json">The bytes that hold it.</param>
    /// <param name="reason">Where it stands.</param>
    /// <param name="isKnown">False for a word that no known provider uses; it counts as done.</param>
    /// <returns>Null while the answer goes on: the reason is absent, null or empty.</returns>
    public static StopCause? Read(ReadOnlySpan<byte> json, JsonRange reason, out bool isKnown)
    {
        isKnown = true;
        if (!reason.HasText || JsonCursor.Text(json, reason) is not { } word || string.Equals(word, "null", StringComparison.Ordinal))
        {
            return null;
        }

        isKnown = Words.TryGetValue(word, out StopCause cause);
        return isKnown ? cause : StopCause.Done;
    }
}
