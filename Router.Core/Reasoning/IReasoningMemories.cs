using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Protocol.Translation;

namespace Router.Core.Reasoning;

/// <summary>What models thought before their tool calls, of all users.</summary>
public interface IReasoningMemories
{
    /// <summary>A user's part, for one message.</summary>
    /// <param name="tenant">The user's tenant.</param>
    /// <param name="user">The user.</param>
    /// <param name="calls">Names the tool calls that the message holds, for whoever must ask for them before a translator does, which can't wait.</param>
    /// <param name="limits">What is kept.</param>
    ValueTask<IReasoningMemory> OpenAsync(string tenant, string user, Func<ImmutableArray<string>> calls, ReasoningConfig limits);
}
