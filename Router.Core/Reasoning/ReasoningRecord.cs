using Router.Protocol.Translation;

namespace Router.Core.Reasoning;

/// <summary>One remembered call.</summary>
/// <param name="Key">Whose call it was, and which.</param>
/// <param name="At">When it was made.</param>
/// <param name="Reasoning">What the provider thought before it.</param>
public sealed record ReasoningRecord(ReasoningKey Key, DateTimeOffset At, ToolCallReasoning Reasoning)
{
    // Two objects, the key's texts and the places in list and index.
    private const int Overhead = 300;

    /// <summary>About how many bytes of memory it takes.</summary>
    public long Size => Overhead + (2 * (Reasoning.Length + Key.ToolUseId.Length));
}
