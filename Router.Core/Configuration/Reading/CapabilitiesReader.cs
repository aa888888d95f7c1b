using System.Collections.Frozen;
using System.Collections.Immutable;
using Router.Protocol.Translation;

namespace Router.Core.Configuration.Reading;

/// <summary>Reads <c>capabilities</c> of a provider.</summary>
internal static class CapabilitiesReader
{
    private const int MostTokens = 100_000_000;

    private static readonly string[] EffortWords = ["none", "minimal", "low", "medium", "high", "xhigh", "max", "default"];

    private static readonly FrozenDictionary<string, ReasoningField> Fields = Choices(
        ("none", ReasoningField.None), ("reasoning_content", ReasoningField.ReasoningContent), ("reasoning", ReasoningField.Reasoning),
        ("reasoning_details", ReasoningField.ReasoningDetails));

    private static readonly FrozenDictionary<string, ReasoningControl> Controls = Choices(
        ("none", ReasoningControl.None), ("effort", ReasoningControl.Effort), ("thinking", ReasoningControl.Thinking),
        ("thinkingOnly", ReasoningControl.ThinkingOnly), ("thinkingAndEffort", ReasoningControl.ThinkingAndEffort),
        ("enableThinking", ReasoningControl.EnableThinking), ("reasoningObject", ReasoningControl.ReasoningObject),
        ("templateSwitch", ReasoningControl.TemplateSwitch));

    private static readonly FrozenDictionary<string, SchemaDialect> Schemas = Choices(
        ("full", SchemaDialect.Full), ("gemini", SchemaDialect.Gemini), ("strict", SchemaDialect.Strict));

    private static readonly FrozenDictionary<string, WebSearchSupport> Searches = Choices(
        ("none", WebSearchSupport.None), ("plugin", WebSearchSupport.Plugin), ("options", WebSearchSupport.Options), ("switch", WebSearchSupport.Switch),
        ("tool", WebSearchSupport.Tool));

    public static ProviderCapabilities Read(ConfigNode? node)
    {
        if (node?.Object() is not { } fields)
        {
            return new ProviderCapabilities();
        }

        var capabilities = new ProviderCapabilities
        {
            Images = fields.Find("images")?.Flag(),
            ImagesInToolResults = fields.Find("imagesInToolResults")?.Flag(),
            Documents = fields.Find("documents")?.Flag(),
            Tools = fields.Find("tools")?.Flag(),
            ContextWindow = fields.Find("contextWindow")?.Count(1, MostTokens),
            Reasoning = fields.Find("reasoning")?.Choice(Fields),
            ReasoningRequired = fields.Find("reasoningRequired")?.Flag(),
            ReasoningControl = fields.Find("reasoningControl")?.Choice(Controls),
            Efforts = fields.Find("efforts")?.Items().Select(item => item.OneOf(EffortWords)).OfType<string>().ToImmutableArray(),
            EffortWithTools = fields.Find("effortWithTools")?.OneOf(EffortWords),
            CanDisableThinking = fields.Find("canDisableThinking")?.Flag(),
            FreeToolChoiceWhileThinking = fields.Find("freeToolChoiceWhileThinking")?.Flag(),
            ParallelTools = fields.Find("parallelTools")?.Flag(),
            MaxTokensField = fields.Find("maxTokensField")?.OneOf("max_tokens", "max_completion_tokens"),
            MaxOutputTokens = (int?)fields.Find("maxOutputTokens")?.Count(1, MostTokens),
            MinOutputTokens = (int?)fields.Find("minOutputTokens")?.Count(1, MostTokens),
            StreamUsage = fields.Find("streamUsage")?.Flag(),
            Sampling = fields.Find("sampling")?.Flag(),
            TopK = fields.Find("topK")?.Flag(),
            StopSequences = (int?)fields.Find("stopSequences")?.Count(0, 10_000),
            ToolNameLimit = (int?)fields.Find("toolNameLimit")?.Count(16, 1024),
            Schema = fields.Find("schema")?.Choice(Schemas),
            SystemInPlace = fields.Find("systemInPlace")?.Flag(),
            JsonSchemaOutput = fields.Find("jsonSchemaOutput")?.Flag(),
            ToolStream = fields.Find("toolStream")?.Flag(),
            ThoughtSignatures = fields.Find("thoughtSignatures")?.Flag(),
            ThinkTags = fields.Find("thinkTags")?.Flag(),
            LeakedToolCalls = fields.Find("leakedToolCalls")?.Flag(),
            WebSearch = fields.Find("webSearch")?.Choice(Searches),
            UserField = fields.Find("userField")?.Text(),
            EmptyToolResult = fields.Find("emptyToolResult")?.Text(),
        };
        if (capabilities is { MinOutputTokens: { } fewest, MaxOutputTokens: { } most } && fewest > most)
        {
            node.Value.Refuse("minOutputTokens must not be greater than maxOutputTokens");
        }

        fields.End();
        return capabilities;
    }

    private static FrozenDictionary<string, T> Choices<T>(params (string Word, T Choice)[] choices) =>
        choices.ToFrozenDictionary(pair => pair.Word, pair => pair.Choice, StringComparer.Ordinal);
}
