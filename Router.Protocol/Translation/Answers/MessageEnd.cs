using Router.Protocol.Anthropic;

namespace Router.Protocol.Translation.Answers;

/// <summary>How a message ended.</summary>
/// <param name="StopReason">Anthropic's word.</param>
/// <param name="StopSequence">The sequence that stopped it; null unless that was the reason.</param>
/// <param name="Explanation">The model's words for a refusal; null when it said none.</param>
/// <param name="Usage">All tokens.</param>
/// <param name="Thinking">Tokens of thinking among the output; null when unknown.</param>
/// <param name="Searches">How many searches the message tells of.</param>
internal sealed record MessageEnd(string StopReason, string? StopSequence, string? Explanation, MessageUsage Usage, long? Thinking, int Searches);
