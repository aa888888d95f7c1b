using System.Collections.Frozen;
using Router.Protocol.Translation;

namespace Router.Core.Translation;

/// <summary>What the models of a preset have in common.</summary>
internal static class PresetCapabilities
{
    /// <summary>
    /// A provider of which nothing is known: what every server takes. Fields that some servers refuse are not sent, and a system message in the
    /// middle is folded, since many templates want the first one to be the only one.
    /// </summary>
    public static ChatCapabilities Unknown { get; } = new() { ParallelTools = false, SystemInPlace = false, JsonSchemaOutput = false };

    private static readonly ChatCapabilities Chinese = Unknown with { Images = false, ReasoningField = ReasoningField.ReasoningContent, FreeToolChoiceWhileThinking = true };

    private static readonly ChatCapabilities Local = Unknown with
    {
        Images = false, StopSequences = null, JsonSchemaOutput = true, LeakedToolCalls = true, ReasoningField = ReasoningField.ReasoningContent,
    };

    private static readonly ChatCapabilities Glm = Chinese with { StopSequences = 1, WebSearch = WebSearchSupport.Tool };

    private static readonly FrozenDictionary<string, ChatCapabilities> ByPreset = new Dictionary<string, ChatCapabilities>(StringComparer.Ordinal)
    {
        ["openai"] = new() { Documents = true, MaxTokensField = "max_completion_tokens" },
        ["azure"] = new() { MaxTokensField = "max_completion_tokens" },
        ["gemini"] = Unknown with { JsonSchemaOutput = true, StopSequences = 5, Schema = SchemaDialect.Gemini },
        ["deepseek"] = Chinese with
        {
            SystemInPlace = true, ReasoningRequired = true, ReasoningControl = ReasoningControl.ThinkingAndEffort, Efforts = ["low", "medium", "high", "xhigh", "max"],
        },
        ["moonshot"] = Chinese with { FreeToolChoiceWhileThinking = false },
        ["glm"] = Glm,
        ["glm-coding"] = Glm,
        ["bigmodel"] = Glm,
        ["minimax"] = Chinese with { ThinkTags = true, CanDisableThinking = false },
        ["xiaomi"] = Chinese with { ReasoningRequired = true, ReasoningControl = ReasoningControl.Thinking, MaxTokensField = "max_completion_tokens" },
        ["qwen"] = Chinese with { ParallelTools = true, TopK = true, ReasoningControl = ReasoningControl.EnableThinking, WebSearch = WebSearchSupport.Switch },
        ["volcengine"] = Unknown with { Images = false, ReasoningField = ReasoningField.ReasoningContent },
        ["openrouter"] = new()
        {
            Documents = true, TopK = true, ReasoningField = ReasoningField.ReasoningDetails, ReasoningControl = ReasoningControl.ReasoningObject,
            Efforts = ["minimal", "low", "medium", "high", "xhigh"], WebSearch = WebSearchSupport.Plugin,
        },
        ["requesty"] = Unknown with { ReasoningControl = ReasoningControl.Effort, Efforts = ["low", "medium", "high"], CanDisableThinking = false },
        ["groq"] = Unknown with { Images = false, ReasoningField = ReasoningField.Reasoning, MaxTokensField = "max_completion_tokens" },
        // Mistral refuses fields that it doesn't know, and reports usage unasked.
        ["mistral"] = Unknown with { ParallelTools = true, JsonSchemaOutput = true, StreamUsage = false },
        ["xai"] = Unknown with { ParallelTools = true, JsonSchemaOutput = true, StopSequences = 0 },
        ["ollama"] = Local with { ReasoningField = ReasoningField.Reasoning },
        ["vllm"] = Local with { TopK = true, ReasoningField = ReasoningField.Reasoning, ReasoningControl = ReasoningControl.TemplateSwitch },
        ["llamacpp"] = Local with { TopK = true, ReasoningControl = ReasoningControl.TemplateSwitch },
        ["lmstudio"] = Local with { TopK = true },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a preset's models have in common; <see cref="Unknown"/> for none and for presets without chat completions.</summary>
    public static ChatCapabilities Of(string? preset) => preset is null ? Unknown : ByPreset.GetValueOrDefault(preset, Unknown);
}
