using System.Collections.Immutable;
using Router.Core.Reasoning;
using Router.Protocol.Translation;

namespace Router.Fleet.Reasoning;

/// <summary>One user's reasoning, read for one message.</summary>
internal sealed class ReadReasoning(string tenant, string user, ImmutableArray<ReasoningRecord> read, Action<ReasoningKey, ToolCallReasoning> keep) : IReasoningMemory
{
    private readonly Dictionary<ReasoningKey, ToolCallReasoning> _read = read.DistinctBy(record => record.Key).ToDictionary(record => record.Key, record => record.Reasoning);

    public ToolCallReasoning? Find(string toolUseId) => _read.GetValueOrDefault(KeyOf(toolUseId));

    public void Keep(string toolUseId, ToolCallReasoning reasoning)
    {
        _read[KeyOf(toolUseId)] = reasoning;
        keep(KeyOf(toolUseId), reasoning);
    }

    private ReasoningKey KeyOf(string toolUseId) => new(tenant, user, toolUseId);
}
