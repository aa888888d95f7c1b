using System.Collections.Immutable;
using Router.Api.Messages;
using Router.Core.Reasoning;
using Router.Protocol.Anthropic;
using Router.Protocol.Translation;

namespace Router.Api.Reasoning;

/// <summary>Opens the memory of the user who sends a message.</summary>
internal sealed class MessageReasoning(IReasoningMemories memories)
{
    /// <summary>The memory; null where nothing is remembered.</summary>
    /// <param name="exchange">The message.</param>
    /// <param name="capabilities">What the target takes: only those that want reasoning back are told any.</param>
    public async ValueTask<IReasoningMemory?> OpenAsync(MessageExchange exchange, ChatCapabilities capabilities)
    {
        return exchange.Snapshot.Config.Reasoning is { Store: true } limits
            ? await memories.OpenAsync(exchange.Principal.Tenant, exchange.Principal.User, Calls, limits)
            : null;

        ImmutableArray<string> Calls() => capabilities.WantsReasoningBack ? ToolCallIds.Find(exchange.Body.Span) : [];
    }
}
