using Router.Protocol.Translation;

namespace Router.Protocol.Tests.Translation.Requests;

/// <summary>Capabilities as real providers have them, for tests; the presets of the product may differ.</summary>
internal static class TestProviders
{
    public static ChatCapabilities Find(string name) => name switch
    {
        "plain" => new(),
        "openai" => new()
        {
            Documents = true, ReasoningControl = ReasoningControl.Effort, Efforts = ["none", "low", "medium", "high", "xhigh"],
            MaxTokensField = "max_completion_tokens", MaxOutputTokens = 128_000, MinOutputTokens = 16, Sampling = false, Schema = SchemaDialect.Strict,
            UserField = "safety_identifier", WebSearch = WebSearchSupport.Options,
        },
        "deepseek" => new()
        {
            Images = false, ReasoningField = ReasoningField.ReasoningContent, ReasoningRequired = true, ReasoningControl = ReasoningControl.ThinkingAndEffort,
            Efforts = ["low", "high", "max"], MaxOutputTokens = 65_536, UserField = "user_id", StopSequences = 16,
        },
        "kimi" => new()
        {
            ReasoningField = ReasoningField.ReasoningContent, ReasoningRequired = true, ReasoningControl = ReasoningControl.ThinkingOnly,
            FreeToolChoiceWhileThinking = true, Sampling = false, ParallelTools = false,
        },
        "glm" => new()
        {
            ReasoningField = ReasoningField.ReasoningContent, ReasoningControl = ReasoningControl.Thinking, KeepThinking = true, ToolStream = true,
            StopSequences = 1, WebSearch = WebSearchSupport.Tool,
        },
        "gemini" => new()
        {
            ReasoningControl = ReasoningControl.Effort, Efforts = ["low", "high"], CanDisableThinking = false, Schema = SchemaDialect.Gemini,
            ThoughtSignatures = true, StopSequences = 5, ParallelTools = false,
        },
        "qwen" => new()
        {
            ReasoningField = ReasoningField.ReasoningContent, ReasoningControl = ReasoningControl.EnableThinking, TopK = true, StopSequences = null,
            WebSearch = WebSearchSupport.Switch, SystemInPlace = false, JsonSchemaOutput = false,
        },
        "openrouter" => new()
        {
            Documents = true, ReasoningField = ReasoningField.ReasoningDetails, ReasoningControl = ReasoningControl.ReasoningObject,
            Efforts = ["minimal", "low", "medium", "high", "xhigh"], TopK = true, WebSearch = WebSearchSupport.Plugin,
        },
        "vllm" => new()
        {
            ImagesInToolResults = true, ReasoningField = ReasoningField.Reasoning, ReasoningControl = ReasoningControl.TemplateSwitch, TopK = true,
            StopSequences = null, SystemInPlace = false,
        },
        "toolless" => new() { Tools = false },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such test provider."),
    };
}
