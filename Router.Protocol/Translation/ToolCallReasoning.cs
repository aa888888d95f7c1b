namespace Router.Protocol.Translation;

/// <summary>What a provider thought before it made a tool call, as the same provider wants it back.</summary>
/// <param name="Thinking">Its thinking since the call before, or since the message's beginning; null for none.</param>
/// <param name="Details">The raw JSON array of <c>reasoning_details</c> of the same stretch; null for none.</param>
/// <param name="Signature">The call's own thought signature; null for none.</param>
public sealed record ToolCallReasoning(string? Thinking, string? Details, string? Signature)
{
    /// <summary>The size in characters.</summary>
    public long Length => (Thinking?.Length ?? 0L) + (Details?.Length ?? 0) + (Signature?.Length ?? 0);
}
