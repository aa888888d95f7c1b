namespace Router.Protocol.Translation;

/// <summary>
/// Remembers for one user what providers thought before their tool calls: the second source, for clients that lose the blocks in which
/// <see cref="ReasoningCarrier"/> travels. Calls return at once and never fail; what is forgotten is simply not found.
/// </summary>
public interface IReasoningMemory
{
    /// <summary>What was thought before a call; null when it is not known.</summary>
    /// <param name="toolUseId">The call's id as the client knows it.</param>
    ToolCallReasoning? Find(string toolUseId);

    /// <summary>Remembers what was thought before a call.</summary>
    /// <param name="toolUseId">The call's id as the client knows it.</param>
    /// <param name="reasoning">What was thought.</param>
    void Keep(string toolUseId, ToolCallReasoning reasoning);
}
