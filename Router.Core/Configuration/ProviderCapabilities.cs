using System.Collections.Immutable;
using Router.Protocol.Translation;

namespace Router.Core.Configuration;

/// <summary>What router.json says a provider can do where dialects differ; null leaves the word of its preset and model family. See <see cref="ChatCapabilities"/>.</summary>
public sealed record ProviderCapabilities
{
    /// <summary>Takes images in user messages.</summary>
    public bool? Images { get; init; }

    /// <summary>Takes images inside tool results.</summary>
    public bool? ImagesInToolResults { get; init; }

    /// <summary>Takes PDF documents.</summary>
    public bool? Documents { get; init; }

    /// <summary>Takes tools.</summary>
    public bool? Tools { get; init; }

    /// <summary>Tokens that the context of its models holds, ≥ 1.</summary>
    public long? ContextWindow { get; init; }

    /// <summary>The field that carries reasoning, for example <c>reasoning_content</c>.</summary>
    public ReasoningField? Reasoning { get; init; }

    /// <summary>Refuses assistant messages with tool calls that lack their reasoning.</summary>
    public bool? ReasoningRequired { get; init; }

    /// <summary>How thinking is asked for.</summary>
    public ReasoningControl? ReasoningControl { get; init; }

    /// <summary>The effort words, weakest first.</summary>
    public ImmutableArray<string>? Efforts { get; init; }

    /// <summary>The only effort beside tools.</summary>
    public string? EffortWithTools { get; init; }

    /// <summary>Thinking can be switched off.</summary>
    public bool? CanDisableThinking { get; init; }

    /// <summary>Refuses a forced tool choice while it thinks.</summary>
    public bool? FreeToolChoiceWhileThinking { get; init; }

    /// <summary>Takes <c>parallel_tool_calls</c>.</summary>
    public bool? ParallelTools { get; init; }

    /// <summary><c>max_tokens</c> or <c>max_completion_tokens</c>.</summary>
    public string? MaxTokensField { get; init; }

    /// <summary>The most output tokens that may be asked for.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>The fewest output tokens that may be asked for, ≥ 1.</summary>
    public int? MinOutputTokens { get; init; }

    /// <summary>Takes <c>stream_options.include_usage</c>.</summary>
    public bool? StreamUsage { get; init; }

    /// <summary>Takes <c>temperature</c> and <c>top_p</c>.</summary>
    public bool? Sampling { get; init; }

    /// <summary>Takes <c>top_k</c>.</summary>
    public bool? TopK { get; init; }

    /// <summary>How many stop sequences it takes; 0 for none.</summary>
    public int? StopSequences { get; init; }

    /// <summary>The longest tool name in characters, ≥ 16.</summary>
    public int? ToolNameLimit { get; init; }

    /// <summary>The JSON schema dialect of tools.</summary>
    public SchemaDialect? Schema { get; init; }

    /// <summary>Takes a system message in the middle of the conversation.</summary>
    public bool? SystemInPlace { get; init; }

    /// <summary>Takes <c>response_format</c> with a JSON schema.</summary>
    public bool? JsonSchemaOutput { get; init; }

    /// <summary>Needs <c>tool_stream</c> to stream tool arguments.</summary>
    public bool? ToolStream { get; init; }

    /// <summary>Signs tool calls and wants the signatures back.</summary>
    public bool? ThoughtSignatures { get; init; }

    /// <summary>Writes thinking as <c>&lt;think&gt;</c> into the text.</summary>
    public bool? ThinkTags { get; init; }

    /// <summary>Leaks tool calls into the text.</summary>
    public bool? LeakedToolCalls { get; init; }

    /// <summary>The provider's own web search.</summary>
    public WebSearchSupport? WebSearch { get; init; }

    /// <summary>The field that takes a hash of the user's id.</summary>
    public string? UserField { get; init; }

    /// <summary>Text for a tool result without content.</summary>
    public string? EmptyToolResult { get; init; }
}
