using System.Collections.Frozen;

namespace Router.Protocol.Translation.Requests;

/// <summary>What the translation of a request must know beside the request: where it goes, and what the configuration says about it.</summary>
public sealed record RequestTerms
{
    /// <summary>The model's name at the provider.</summary>
    public required string Model { get; init; }

    /// <summary>What the model can do.</summary>
    public required ChatCapabilities Capabilities { get; init; }

    /// <summary>Whether the provider is asked for a stream.</summary>
    public bool Stream { get; init; }

    /// <summary>
    /// The route's own effort: <c>minimal</c> (no thinking), <c>low</c>, <c>medium</c>, <c>high</c>, <c>xhigh</c> or <c>max</c>; null leaves the
    /// client's wish. Default null.
    /// </summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>The route's limit of output tokens, ≥ 1; null for none. Default null.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Where the reasoning behind tool calls is looked up when the client has lost it; null for nowhere. Default null.</summary>
    public IReasoningMemory? Memory { get; init; }

    /// <summary>Names of the client's tools that are not offered. Default none.</summary>
    public IReadOnlySet<string> RemoveTools { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Top-level fields and their values as raw JSON; they win over everything. Default none.</summary>
    public IReadOnlyDictionary<string, string> ExtraBody { get; init; } = FrozenDictionary<string, string>.Empty;
}
