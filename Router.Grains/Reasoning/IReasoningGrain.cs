using System.Collections.Immutable;
using Router.Core.Reasoning;

namespace Router.Grains.Reasoning;

/// <summary>What models thought before a user's tool calls. Its key is tenant and user.</summary>
[Alias("router.reasoning")]
public interface IReasoningGrain : IGrainWithStringKey
{
    /// <summary>Remembers calls; stored soon after.</summary>
    [Alias("keep")]
    Task KeepAsync(ImmutableArray<ReasoningRecord> records);

    /// <summary>What is known of calls: all ids of a message in one question.</summary>
    [Alias("find")]
    Task<ImmutableArray<ReasoningRecord>> FindAsync(ImmutableArray<ReasoningKey> calls);
}
