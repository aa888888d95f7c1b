using Router.Core.Configuration;
using Router.Core.Reasoning;
using Router.Protocol.Translation;

namespace Router.Api.Reasoning;

/// <summary>One user's part of the reasoning that is remembered.</summary>
internal sealed class UserReasoning(ReasoningMemory memory, string tenant, string user, ReasoningConfig limits) : IReasoningMemory
{
    public ToolCallReasoning? Find(string toolUseId) => memory.Find(KeyOf(toolUseId), limits);

    public void Keep(string toolUseId, ToolCallReasoning reasoning) => memory.Keep(KeyOf(toolUseId), reasoning, limits);

    private ReasoningKey KeyOf(string toolUseId) => new(tenant, user, toolUseId);
}
