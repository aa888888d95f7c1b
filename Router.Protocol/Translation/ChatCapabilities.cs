using System.Collections.Immutable;

namespace Router.Protocol.Translation;

/// <summary>
/// What one model of one chat-completions provider can do: everything in which providers differ. Translators look here and nowhere else; no
/// provider's name appears in them.
/// </summary>
public sealed record ChatCapabilities
{
    /// <summary>Takes images in user messages; false replaces them by a short text. Default true.</summary>
    public bool Images { get; init; } = true;

    /// <summary>Takes image parts in <c>tool</c> messages; false moves them to a user message behind. Default false.</summary>
    public bool ImagesInToolResults { get; init; }

    /// <summary>Takes PDF documents as <c>file</c> parts; false replaces them by a short text. Default false.</summary>
    public bool Documents { get; init; }

    /// <summary>Takes tools; false leaves them out. Default true.</summary>
    public bool Tools { get; init; } = true;

    /// <summary>The field of an assistant message that carries earlier thinking. Default none.</summary>
    public ReasoningField ReasoningField { get; init; }

    /// <summary>
    /// The provider refuses an assistant message with tool calls that lacks <see cref="ReasoningField"/>, even an empty one (DeepSeek, Kimi).
    /// Default false.
    /// </summary>
    public bool ReasoningRequired { get; init; }

    /// <summary>Whether the provider does worse, or refuses, without the reasoning behind its earlier tool calls.</summary>
    public bool WantsReasoningBack => ReasoningRequired || ThoughtSignatures || ReasoningField == ReasoningField.ReasoningDetails;

    /// <summary>How thinking and effort are asked for. Default none: the request says nothing.</summary>
    public ReasoningControl ReasoningControl { get; init; }

    /// <summary>The effort words that it takes, weakest first; an effort beyond the last becomes the last. Empty: no effort is sent.</summary>
    public ImmutableArray<string> Efforts { get; init; } = [];

    /// <summary>
    /// The only effort that it takes beside tools, sent even when the client asked for none; null when tools don't matter. OpenAI's chat
    /// completions refuse tools beside any other effort than <c>none</c> from gpt-5.4 on.
    /// </summary>
    public string? EffortWithTools { get; init; }

    /// <summary>Thinking can be switched off. Default true.</summary>
    public bool CanDisableThinking { get; init; } = true;

    /// <summary>Forgets the thinking of earlier turns unless <c>thinking.clear_thinking</c> is false (GLM). Default false.</summary>
    public bool KeepThinking { get; init; }

    /// <summary>Refuses a forced <c>tool_choice</c> while it thinks; it is weakened to <c>auto</c> then (Kimi). Default false.</summary>
    public bool FreeToolChoiceWhileThinking { get; init; }

    /// <summary>Takes <c>parallel_tool_calls</c>. Default true.</summary>
    public bool ParallelTools { get; init; } = true;

    /// <summary><c>max_tokens</c> or <c>max_completion_tokens</c>.</summary>
    public string MaxTokensField { get; init; } = "max_tokens";

    /// <summary>The most output tokens that may be asked for; null for no clamp.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>The fewest output tokens that may be asked for, ≥ 1.</summary>
    public int MinOutputTokens { get; init; } = 1;

    /// <summary>Takes <c>stream_options.include_usage</c>. Default true.</summary>
    public bool StreamUsage { get; init; } = true;

    /// <summary>Takes <c>temperature</c> and <c>top_p</c>. Default true; models that only reason refuse them.</summary>
    public bool Sampling { get; init; } = true;

    /// <summary>Takes <c>top_k</c>. Default false.</summary>
    public bool TopK { get; init; }

    /// <summary>How many stop sequences it takes; 0 for none, null for any number. Default 4.</summary>
    public int? StopSequences { get; init; } = 4;

    /// <summary>The longest tool name in characters. Default 64.</summary>
    public int ToolNameLimit { get; init; } = 64;

    /// <summary>The JSON schema dialect of tools. Default full.</summary>
    public SchemaDialect Schema { get; init; }

    /// <summary>Takes a <c>system</c> message in the middle of the conversation; false folds it into the user's turn. Default true.</summary>
    public bool SystemInPlace { get; init; } = true;

    /// <summary>Takes <c>response_format</c> with a JSON schema. Default true.</summary>
    public bool JsonSchemaOutput { get; init; } = true;

    /// <summary>Needs <c>tool_stream: true</c> to stream tool arguments (GLM). Default false.</summary>
    public bool ToolStream { get; init; }

    /// <summary>Signs its tool calls and wants the signatures back (Gemini's <c>extra_content.google.thought_signature</c>). Default false.</summary>
    public bool ThoughtSignatures { get; init; }

    /// <summary>Writes its thinking as <c>&lt;think&gt;…&lt;/think&gt;</c> into the text; it is split off. Default false.</summary>
    public bool ThinkTags { get; init; }

    /// <summary>Leaks tool calls into the text; they are recovered when tools were offered. Default false.</summary>
    public bool LeakedToolCalls { get; init; }

    /// <summary>The provider's own web search. Default none.</summary>
    public WebSearchSupport WebSearch { get; init; }

    /// <summary>The field that takes a hash of <c>metadata.user_id</c>; null for none. Default null.</summary>
    public string? UserField { get; init; }

    /// <summary>Text for a tool result without content, where an empty one is refused. Default empty.</summary>
    public string EmptyToolResult { get; init; } = "";

    /// <summary>Tokens that its context holds, to choose among targets and for the wording of a silent overflow; null when unknown.</summary>
    public long? ContextWindow { get; init; }
}
