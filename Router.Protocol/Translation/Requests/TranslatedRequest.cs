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
    /// The client wants Anthropic's web search and the provider has none: the answer should hold a <c>web_search_tool_result</c> that says so.
    /// </summary>
    public bool WebSearchUnavailable { get; init; }
}
