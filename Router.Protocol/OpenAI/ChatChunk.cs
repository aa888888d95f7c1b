namespace Router.Protocol.OpenAI;

/// <summary>
/// What a chunk of a stream, or a whole answer, says: ranges of its bytes. A whole answer is read like a chunk whose <c>message</c> is one
/// big <c>delta</c>.
/// <code>{"id":"c1","model":"m","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}],"usage":null}</code>
/// </summary>
internal ref struct ChatChunk
{
    /// <summary>The bytes that all ranges point into.</summary>
    public ReadOnlySpan<byte> Data { get; set; }

    public JsonRange Model { get; set; }

    /// <summary>There is a choice that counts: the first, with index 0 or without one.</summary>
    public bool HasChoice { get; set; }

    /// <summary>The choice holds a whole message and no delta: each of its tool calls is a call of its own.</summary>
    public bool IsWhole { get; set; }

    /// <summary>There are further choices, which no Anthropic message can hold.</summary>
    public bool HasExtraChoices { get; set; }

    /// <summary>An error as the body's own member, or a body that is one.</summary>
    public bool IsError { get; set; }

    /// <summary>The error, when it stands deeper than the body's own member.</summary>
    public JsonRange NestedError { get; set; }

    /// <summary>There is no choice, and the members are those of an error body (<c>message</c>, <c>detail</c>, …).</summary>
    public bool LooksLikeError { get; set; }

    /// <summary>A text, or an array of parts.</summary>
    public JsonRange Content { get; set; }

    /// <summary><c>reasoning_content</c></summary>
    public JsonRange ReasoningContent { get; set; }

    /// <summary><c>reasoning</c> (a text or an object), <c>reasoning_text</c>, <c>thinking</c>.</summary>
    public JsonRange Reasoning { get; set; }

    /// <summary><c>reasoning_details</c></summary>
    public JsonRange ReasoningDetails { get; set; }

    public JsonRange Refusal { get; set; }

    public JsonRange ToolCalls { get; set; }

    /// <summary><c>function_call</c>, the form before tool calls.</summary>
    public JsonRange FunctionCall { get; set; }

    /// <summary><c>extra_content</c> of the delta.</summary>
    public JsonRange ExtraContent { get; set; }

    /// <summary><c>provider_specific_fields</c> of the delta.</summary>
    public JsonRange ProviderFields { get; set; }

    /// <summary><c>annotations</c> of the delta: what the provider found on the web, and where it stands in the text.</summary>
    public JsonRange Annotations { get; set; }

    /// <summary>GLM's <c>web_search</c>, beside the choices.</summary>
    public JsonRange WebSearch { get; set; }

    /// <summary>Qwen's <c>search_info</c>, beside the choices.</summary>
    public JsonRange SearchInfo { get; set; }

    /// <summary>There are pictures or sound, which a message can't hold.</summary>
    public bool HasMedia { get; set; }

    public JsonRange FinishReason { get; set; }

    /// <summary>A piece of text in a running answer, and nothing else.</summary>
    public readonly bool IsTextOnly => Content.HasText && HasChoice && !IsWhole && !HasExtraChoices && !HasMedia
        && !(ReasoningContent.HasValue || Reasoning.HasValue || ReasoningDetails.HasValue || Refusal.HasValue || ToolCalls.HasValue || FunctionCall.HasValue
            || ExtraContent.HasValue || ProviderFields.HasValue || Annotations.HasValue || WebSearch.HasValue || SearchInfo.HasValue || FinishReason.HasValue || StopSequence.HasValue || Usage.HasValue);

    /// <summary>The sequence that stopped the model, where the server tells it: <c>stop_reason</c>, <c>matched_stop</c>, <c>stopping_word</c>.</summary>
    public JsonRange StopSequence { get; set; }

    /// <summary><c>usage</c>, <c>x_groq.usage</c> or <c>choices[0].usage</c>.</summary>
    public JsonRange Usage { get; set; }
}
