using System.Collections.Immutable;

namespace Router.Protocol.Translation.Requests;

/// <summary>What the translation of the answer must know of the request.</summary>
public sealed record TranslatedRequest
{
    /// <summary>The tool names, for the way back.</summary>
    public required ToolNames ToolNames { get; init; }

    /// <summary>Whether functions were offered.</summary>
    public required bool HasTools { get; init; }

    /// <summary>The stop sequences that the client asked for.</summary>
    public required ImmutableArray<string> StopSequences { get; init; }

    /// <summary>The output limit that the client asked for, in tokens; 0 is legal there.</summary>
    public required long MaxTokens { get; init; }

    /// <summary>
    /// The search that the answer must tell of; null when the client wants none, or when none can be had but other tools were offered.
    /// </summary>
    public WebSearchTerms? WebSearch { get; init; }
}
