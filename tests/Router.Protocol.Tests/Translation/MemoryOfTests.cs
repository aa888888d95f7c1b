using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Translation;

/// <summary>A memory without bounds.</summary>
internal sealed class MemoryOfTests : IReasoningMemory
{
    public Dictionary<string, ToolCallReasoning> Kept { get; } = new(StringComparer.Ordinal);

    public int Lookups { get; private set; }

    public ToolCallReasoning? Find(string toolUseId)
    {
        Lookups++;
        return Kept.GetValueOrDefault(toolUseId);
    }

    public void Keep(string toolUseId, ToolCallReasoning reasoning) => Kept[toolUseId] = reasoning;
}
