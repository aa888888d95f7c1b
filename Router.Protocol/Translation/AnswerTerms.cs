using System.Collections.Immutable;

namespace Router.Protocol.Translation;

/// <summary>What the translation of an answer must know of the request that it answers.</summary>
public sealed record AnswerTerms
{
    /// <summary>The model name that the answer carries: the one that the client asked for, or the provider's when names are not rewritten; null for the provider's.</summary>
    public required string? Model { get; init; }

    /// <summary>The estimated input in tokens, ≥ 1: what message_start says before the provider reports.</summary>
    public required long EstimatedInput { get; init; }

    /// <summary>The output limit that the client asked for, in tokens.</summary>
    public required long MaxTokens { get; init; }

    /// <summary>The tool names of the request.</summary>
    public required ToolNames ToolNames { get; init; }

    /// <summary>What the provider can do.</summary>
    public required ChatCapabilities Capabilities { get; init; }

    /// <summary>Where the reasoning behind tool calls is remembered; null for nowhere.</summary>
    public IReasoningMemory? Memory { get; init; }

    /// <summary>Whether the request offered tools.</summary>
    public bool HasTools { get; init; }

    /// <summary>The web search that the request asked for; null for none.</summary>
    public WebSearchTerms? WebSearch { get; init; }

    /// <summary>The stop sequences of the request.</summary>
    public ImmutableArray<string> StopSequences { get; init; } = [];
}
