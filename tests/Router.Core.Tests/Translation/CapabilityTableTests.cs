using Router.Core.Configuration;
using Router.Core.Configuration.Presets;
using Router.Core.Translation;
using Router.Protocol.Translation;

namespace Router.Core.Tests.Translation;

public sealed class CapabilityTableTests
{
    // Control, efforts, whether thinking can be switched off.
    [Theory]
    [InlineData("openai", "gpt-4o", ReasoningControl.None, "", true)]
    [InlineData("openai", "gpt-4.1-mini", ReasoningControl.None, "", true)]
    [InlineData("openai", "gpt-3.5-turbo", ReasoningControl.None, "", true)]
    [InlineData("openai", "gpt-5", ReasoningControl.Effort, "minimal low medium high", false)]
    [InlineData("openai", "gpt-5-mini-2025-08-07", ReasoningControl.Effort, "minimal low medium high", false)]
    [InlineData("openai", "gpt-5-codex", ReasoningControl.Effort, "low medium high", false)]
    [InlineData("openai", "gpt-5-pro", ReasoningControl.Effort, "high", false)]
    [InlineData("openai", "gpt-5-chat-latest", ReasoningControl.None, "", false)]
    [InlineData("openai", "gpt-5.1", ReasoningControl.Effort, "none low medium high", true)]
    [InlineData("openai", "gpt-5.1-codex-mini", ReasoningControl.Effort, "low medium high", false)]
    [InlineData("openai", "gpt-5.2", ReasoningControl.Effort, "none low medium high xhigh", true)]
    [InlineData("openai", "gpt-5.3-codex", ReasoningControl.Effort, "low medium high xhigh", false)]
    [InlineData("openai", "gpt-5.4-mini", ReasoningControl.Effort, "none low medium high xhigh", true)]
    [InlineData("openai", "gpt-5.4-pro", ReasoningControl.Effort, "medium high xhigh", false)]
    [InlineData("openai", "gpt-5.6-terra", ReasoningControl.Effort, "none low medium high xhigh", true)]
    [InlineData("openai", "gpt-6", ReasoningControl.Effort, "none low medium high xhigh", true)]
    [InlineData("openai", "o1", ReasoningControl.Effort, "low medium high", false)]
    [InlineData("openai", "o3-mini", ReasoningControl.Effort, "low medium high", false)]
    [InlineData("openai", "o4-mini", ReasoningControl.Effort, "low medium high", false)]
    [InlineData("azure", "gpt-5.2", ReasoningControl.Effort, "none low medium high xhigh", true)]
    [InlineData("azure", "our-deployment", ReasoningControl.None, "", true)]
    [InlineData("gemini", "gemini-2.0-flash", ReasoningControl.None, "", true)]
    [InlineData("gemini", "gemini-2.5-pro", ReasoningControl.Effort, "low medium high", false)]
    [InlineData("gemini", "gemini-2.5-flash", ReasoningControl.Effort, "none low medium high", true)]
    [InlineData("gemini", "gemini-3.1-pro-preview", ReasoningControl.Effort, "low medium high", false)]
    [InlineData("gemini", "models/gemini-3-flash-preview", ReasoningControl.Effort, "minimal low medium high", false)]
    [InlineData("gemini", "gemini-4-pro", ReasoningControl.Effort, "low medium high", false)]
    [InlineData("gemini", "gemini-flash-latest", ReasoningControl.Effort, "minimal low medium high", false)]
    [InlineData("deepseek", "deepseek-v4-pro", ReasoningControl.ThinkingAndEffort, "low medium high xhigh max", true)]
    [InlineData("deepseek", "deepseek-reasoner", ReasoningControl.ThinkingAndEffort, "low medium high xhigh max", false)]
    [InlineData("moonshot", "moonshot-v1-128k", ReasoningControl.None, "", true)]
    [InlineData("moonshot", "kimi-k2-0905-preview", ReasoningControl.None, "", true)]
    [InlineData("moonshot", "kimi-k2-thinking", ReasoningControl.None, "", false)]
    [InlineData("moonshot", "kimi-k2.5", ReasoningControl.ThinkingOnly, "", true)]
    [InlineData("moonshot", "kimi-k2.6", ReasoningControl.ThinkingOnly, "", true)]
    [InlineData("moonshot", "kimi-k2.7-code", ReasoningControl.ThinkingOnly, "", false)]
    [InlineData("moonshot", "kimi-k2.7-code-highspeed", ReasoningControl.ThinkingOnly, "", false)]
    [InlineData("moonshot", "kimi-for-coding", ReasoningControl.ThinkingOnly, "", false)]
    [InlineData("moonshot", "kimi-k3", ReasoningControl.Effort, "low high max", false)]
    [InlineData("moonshot", "kimi-k4", ReasoningControl.Effort, "low high max", false)]
    [InlineData("glm", "glm-4-plus", ReasoningControl.None, "", true)]
    [InlineData("glm", "glm-4.5-air", ReasoningControl.Thinking, "", true)]
    [InlineData("glm-coding", "glm-5.1", ReasoningControl.Thinking, "", true)]
    [InlineData("bigmodel", "glm-6", ReasoningControl.Thinking, "", true)]
    [InlineData("xiaomi", "mimo-v2.5-pro", ReasoningControl.Thinking, "", true)]
    [InlineData("minimax", "MiniMax-M2", ReasoningControl.None, "", false)]
    [InlineData("qwen", "qwen-plus", ReasoningControl.EnableThinking, "", true)]
    [InlineData("qwen", "qwen3.8-max", ReasoningControl.EnableThinking, "", true)]
    [InlineData("qwen", "qwen3-coder-plus", ReasoningControl.None, "", true)]
    [InlineData("qwen", "qwen3-235b-a22b-thinking-2507", ReasoningControl.EnableThinking, "", false)]
    [InlineData("qwen", "qwen3-30b-a3b-instruct-2507", ReasoningControl.None, "", true)]
    [InlineData("qwen", "qwq-plus", ReasoningControl.EnableThinking, "", false)]
    [InlineData("volcengine", "doubao-seed-2-0-lite-260428", ReasoningControl.Thinking, "", true)]
    [InlineData("volcengine", "ep-20240607092512-c5wnh", ReasoningControl.None, "", true)]
    [InlineData("openrouter", "anthropic/claude-sonnet-4.6", ReasoningControl.ReasoningObject, "minimal low medium high xhigh", true)]
    [InlineData("openrouter", "moonshotai/kimi-k2.7-code", ReasoningControl.ReasoningObject, "minimal low medium high xhigh", false)]
    [InlineData("openrouter", "google/gemini-3.1-pro-preview", ReasoningControl.ReasoningObject, "minimal low medium high xhigh", false)]
    [InlineData("requesty", "openai/gpt-5.2", ReasoningControl.Effort, "low medium high", false)]
    [InlineData("groq", "openai/gpt-oss-120b", ReasoningControl.Effort, "low medium high", false)]
    [InlineData("groq", "qwen/qwen3-32b", ReasoningControl.Effort, "none default", true)]
    [InlineData("groq", "llama-3.3-70b-versatile", ReasoningControl.None, "", true)]
    [InlineData("mistral", "mistral-small-latest", ReasoningControl.Effort, "none high", true)]
    [InlineData("mistral", "mistral-small-2506", ReasoningControl.None, "", true)]
    [InlineData("xai", "grok-3-mini", ReasoningControl.Effort, "low high", false)]
    [InlineData("xai", "grok-4", ReasoningControl.None, "", true)]
    [InlineData("xai", "grok-4-1-fast-reasoning", ReasoningControl.None, "", true)]
    [InlineData("xai", "grok-4.20-reasoning", ReasoningControl.None, "", true)]
    [InlineData("xai", "grok-4.3", ReasoningControl.Effort, "none low medium high", true)]
    [InlineData("xai", "grok-5", ReasoningControl.Effort, "none low medium high", true)]
    [InlineData("xai", "grok-code-fast-1", ReasoningControl.None, "", true)]
    [InlineData("ollama", "llama3:8b", ReasoningControl.None, "", true)]
    [InlineData("ollama", "qwen3:30b", ReasoningControl.Effort, "none low medium high", true)]
    [InlineData("ollama", "qwen3-coder:30b", ReasoningControl.None, "", true)]
    [InlineData("ollama", "gpt-oss:20b", ReasoningControl.Effort, "low medium high", false)]
    [InlineData("ollama", "hf.co/unsloth/qwen3:8b", ReasoningControl.Effort, "none low medium high", true)]
    [InlineData("vllm", "Qwen/Qwen3-32B", ReasoningControl.TemplateSwitch, "", true)]
    [InlineData("vllm", "openai/gpt-oss-120b", ReasoningControl.Effort, "low medium high", false)]
    [InlineData("llamacpp", "anything", ReasoningControl.TemplateSwitch, "", true)]
    [InlineData("lmstudio", "anything", ReasoningControl.None, "", true)]
    [InlineData(null, "gpt-5.6", ReasoningControl.None, "", true)]
    public void Thinking_IsAskedForAsTheModelTakesIt(string? preset, string model, ReasoningControl control, string efforts, bool canDisable)
    {
        ChatCapabilities found = Find(preset, model);

        Assert.Equal((control, efforts, canDisable), (found.ReasoningControl, string.Join(' ', found.Efforts), found.CanDisableThinking));
    }

    [Theory]
    [InlineData("gpt-4o", true, 4, null, true)]
    [InlineData("gpt-5", false, 0, null, true)]
    [InlineData("gpt-5.2", false, 0, null, true)]
    [InlineData("gpt-5.4", false, 0, "none", true)]
    [InlineData("gpt-5.6-sol", false, 0, "none", true)]
    [InlineData("gpt-5.5-pro", false, 0, null, true)]
    [InlineData("o3", false, 0, null, false)]
    public void OpenAi_ReasoningModelsTakeLess(string model, bool sampling, int? stop, string? effortWithTools, bool parallel)
    {
        ChatCapabilities found = Find("openai", model);

        Assert.Equal((sampling, stop, effortWithTools, parallel), (found.Sampling, found.StopSequences, found.EffortWithTools, found.ParallelTools));
        Assert.Equal("max_completion_tokens", found.MaxTokensField);
        Assert.Equal(ReasoningField.None, found.ReasoningField);
    }

    [Theory]
    [InlineData("deepseek", "deepseek-v4-flash", ReasoningField.ReasoningContent, true, true)]
    [InlineData("moonshot", "kimi-k2.6", ReasoningField.ReasoningContent, true, true)]
    [InlineData("moonshot", "kimi-k3", ReasoningField.ReasoningContent, true, false)]
    [InlineData("moonshot", "moonshot-v1-8k", ReasoningField.ReasoningContent, false, false)]
    [InlineData("glm", "glm-4.7", ReasoningField.ReasoningContent, false, true)]
    [InlineData("xiaomi", "mimo-v2-flash", ReasoningField.ReasoningContent, true, true)]
    [InlineData("qwen", "qwen-max", ReasoningField.ReasoningContent, false, true)]
    [InlineData("openrouter", "deepseek/deepseek-v4-pro", ReasoningField.ReasoningDetails, false, false)]
    [InlineData("groq", "openai/gpt-oss-20b", ReasoningField.Reasoning, false, false)]
    [InlineData("vllm", "any", ReasoningField.Reasoning, false, false)]
    [InlineData("ollama", "any", ReasoningField.Reasoning, false, false)]
    [InlineData("llamacpp", "any", ReasoningField.ReasoningContent, false, false)]
    [InlineData("gemini", "gemini-3.1-pro-preview", ReasoningField.None, false, false)]
    public void EarlierThinking_GoesBackWhereItMust(string preset, string model, ReasoningField field, bool required, bool freeToolChoice)
    {
        ChatCapabilities found = Find(preset, model);

        Assert.Equal((field, required, freeToolChoice), (found.ReasoningField, found.ReasoningRequired, found.FreeToolChoiceWhileThinking));
    }

    [Theory]
    [InlineData("openai", "gpt-4o", true)]
    [InlineData("openai", "gpt-3.5-turbo", false)]
    [InlineData("deepseek", "deepseek-v4-pro", false)]
    [InlineData("moonshot", "kimi-k2-0905-preview", false)]
    [InlineData("moonshot", "kimi-k2.6", true)]
    [InlineData("glm", "glm-4.7", false)]
    [InlineData("glm", "glm-4.6v", true)]
    [InlineData("glm", "glm-5v-turbo", true)]
    [InlineData("minimax", "MiniMax-M2.7", false)]
    [InlineData("minimax", "MiniMax-M3", true)]
    [InlineData("xiaomi", "mimo-v2-pro", false)]
    [InlineData("xiaomi", "mimo-v2-omni", true)]
    [InlineData("qwen", "qwen-max", false)]
    [InlineData("qwen", "qwen-vl-max", true)]
    [InlineData("qwen", "qwen3-vl-plus", true)]
    [InlineData("qwen", "qwen3.5-plus", true)]
    [InlineData("groq", "meta-llama/llama-4-scout-17b", true)]
    [InlineData("groq", "llama-3.3-70b-versatile", false)]
    [InlineData("ollama", "llama3:8b", false)]
    [InlineData("ollama", "llama3.2-vision:11b", true)]
    [InlineData("ollama", "llama-3.1-8b", false)]
    [InlineData("ollama", "gemma3:27b", true)]
    [InlineData("vllm", "Qwen/Qwen2.5-VL-7B", true)]
    [InlineData("gemini", "gemini-2.5-flash", true)]
    [InlineData("openrouter", "any/model", true)]
    [InlineData(null, "model", true)]
    public void Images_AreSentToModelsThatSee(string? preset, string model, bool images) => Assert.Equal(images, Find(preset, model).Images);

    [Fact]
    public void Peculiarities_AreKnown()
    {
        Assert.Equal((SchemaDialect.Gemini, true, 5), (Find("gemini", "gemini-3-pro").Schema, Find("gemini", "gemini-3-pro").ThoughtSignatures, Find("gemini", "gemini-3-pro").StopSequences));
        Assert.False(Find("gemini", "gemini-2.5-pro").ThoughtSignatures);
        Assert.True(Find("glm", "glm-5").ToolStream);
        Assert.False(Find("mistral", "mistral-large-latest").StreamUsage);
        Assert.Equal(0, Find("xai", "grok-4").StopSequences);
        Assert.True(Find("minimax", "MiniMax-M2").ThinkTags);
        Assert.True(Find("vllm", "Qwen/Qwen3-8B").ThinkTags);
        Assert.False(Find("vllm", "meta-llama/Llama-3.1-8B").ThinkTags);
        Assert.True(Find("ollama", "any").LeakedToolCalls);
        Assert.Equal(
            [WebSearchSupport.Plugin, WebSearchSupport.Switch, WebSearchSupport.Tool, WebSearchSupport.Options, WebSearchSupport.None],
            [Find("openrouter", "m").WebSearch, Find("qwen", "m").WebSearch, Find("glm", "m").WebSearch, Find("openai", "gpt-4o-search-preview").WebSearch, Find("openai", "gpt-4o").WebSearch]);
    }

    [Fact]
    public void ProviderWithoutPreset_GetsCarefulDefaults() =>
        Assert.Equal(
            new ChatCapabilities { ParallelTools = false, SystemInPlace = false, JsonSchemaOutput = false, Efforts = [] },
            Find(null, "gpt-5.6"));

    [Fact]
    public void RouterJson_GoesOverEverything()
    {
        ChatCapabilities found = CapabilityTable.Find("openai", "gpt-5.6", new ProviderCapabilities
        {
            Images = false, ImagesInToolResults = true, Documents = false, Tools = false, ContextWindow = 9, Reasoning = ReasoningField.Reasoning, ReasoningRequired = true,
            ReasoningControl = ReasoningControl.Thinking, Efforts = ["low"], CanDisableThinking = false, FreeToolChoiceWhileThinking = true, ParallelTools = false,
            MaxTokensField = "max_tokens", MaxOutputTokens = 9, MinOutputTokens = 8, StreamUsage = false, Sampling = true, TopK = true, StopSequences = 7,
            ToolNameLimit = 20, Schema = SchemaDialect.Strict, SystemInPlace = false, JsonSchemaOutput = false, ToolStream = true, ThoughtSignatures = true,
            ThinkTags = true, LeakedToolCalls = true, WebSearch = WebSearchSupport.Tool, UserField = "user", EmptyToolResult = "-",
        });

        Assert.Equal(["low"], found.Efforts);
        Assert.Equal(
            new ChatCapabilities
            {
                Images = false, ImagesInToolResults = true, Documents = false, Tools = false, ContextWindow = 9, ReasoningField = ReasoningField.Reasoning, ReasoningRequired = true,
                ReasoningControl = ReasoningControl.Thinking, Efforts = found.Efforts, CanDisableThinking = false, FreeToolChoiceWhileThinking = true, ParallelTools = false,
                MaxTokensField = "max_tokens", MaxOutputTokens = 9, MinOutputTokens = 8, StreamUsage = false, Sampling = true, TopK = true, StopSequences = 7,
                ToolNameLimit = 20, Schema = SchemaDialect.Strict, SystemInPlace = false, JsonSchemaOutput = false, ToolStream = true, ThoughtSignatures = true,
                ThinkTags = true, LeakedToolCalls = true, WebSearch = WebSearchSupport.Tool, UserField = "user", EmptyToolResult = "-",
            },
            found);
    }

    [Theory]
    [InlineData("anthropic", "claude-opus-4-1", 200_000, null)]
    [InlineData("anthropic", "claude-opus-4-5-20251101", 200_000, null)]
    [InlineData("anthropic", "claude-opus-4-7", 1_000_000, null)]
    [InlineData("anthropic", "claude-sonnet-4-5", null, null)]
    [InlineData("anthropic", "claude-sonnet-4-6", 1_000_000, null)]
    [InlineData("anthropic", "claude-haiku-4-5-20251001", 200_000, null)]
    [InlineData("anthropic", "claude-haiku-5-5", null, null)]
    [InlineData("openai", "gpt-4o-mini", 128_000, 16_384)]
    [InlineData("openai", "gpt-4-0613", null, null)]
    [InlineData("openai", "gpt-4.1-mini", 1_047_576, 32_768)]
    [InlineData("openai", "gpt-5.2-codex", 400_000, 128_000)]
    [InlineData("openai", "gpt-5-chat-latest", 128_000, 16_384)]
    [InlineData("openai", "gpt-5.5", null, 128_000)]
    [InlineData("openai", "o3-mini", 200_000, 100_000)]
    [InlineData("gemini", "gemini-2.0-flash", 1_048_576, 8_192)]
    [InlineData("gemini", "gemini-3.1-pro-preview", 1_048_576, 65_536)]
    [InlineData("deepseek", "deepseek-v4-pro", 1_000_000, null)]
    [InlineData("deepseek", "deepseek-chat", null, null)]
    [InlineData("moonshot", "kimi-k2.6", 262_144, null)]
    [InlineData("moonshot", "kimi-k3", null, null)]
    [InlineData("glm", "glm-4.5-air", 128_000, null)]
    [InlineData("glm", "glm-4.7", 200_000, null)]
    [InlineData("glm", "glm-4.5v", null, null)]
    [InlineData("glm", "glm-5.1", null, null)]
    [InlineData("minimax", "MiniMax-M2.5", 204_800, null)]
    [InlineData("ollama", "qwen3:30b", null, null)]
    public void Sizes_AreKnownWhereTheyArePublished(string preset, string model, int? window, int? output)
    {
        ChatCapabilities found = Find(preset, model);

        Assert.Equal((window, output), ((int?)found.ContextWindow, found.MaxOutputTokens));
    }

    [Theory]
    [InlineData("gemma3:27b", false)]
    [InlineData("gemma4", true)]
    [InlineData("llava", false)]
    [InlineData("qwen3", true)]
    public void ModelsOfOllamaWithoutTools_AreKnown(string model, bool tools) => Assert.Equal(tools, Find("ollama", model).Tools);

    [Fact]
    public void EffortsInRouterJson_FreeToolsAndAllowNone()
    {
        Assert.Null(CapabilityTable.Find("openai", "gpt-5.6", new ProviderCapabilities { Efforts = ["low"] }).EffortWithTools);
        Assert.Equal("low", CapabilityTable.Find("openai", "gpt-5.6", new ProviderCapabilities { EffortWithTools = "low" }).EffortWithTools);
        Assert.True(CapabilityTable.Find("openai", "gpt-5", new ProviderCapabilities { Efforts = ["none", "low"] }).CanDisableThinking);
        Assert.False(CapabilityTable.Find("openai", "gpt-5", new ProviderCapabilities { Efforts = ["low"] }).CanDisableThinking);
    }

    [Fact]
    public void EveryPresetOfChatCompletions_SaysSomethingOfItsOwn() =>
        Assert.All(ProviderPresets.All.Where(preset => preset.Name != "anthropic"), preset => Assert.NotEqual(PresetCapabilities.Unknown, PresetCapabilities.Of(preset.Name)));

    [Fact]
    public void EveryRule_IsAboutPresetsThatExist_AndChangesThem() =>
        Assert.All(ModelRules.All, rule => Assert.All(rule.Presets, name =>
        {
            Assert.Equal(name, ProviderPresets.Find(name)!.Name);
            ChatCapabilities before = ModelRules.All.TakeWhile(other => other != rule).Where(other => other.Presets.Contains(name, StringComparer.Ordinal) && other.Family == rule.Family && other.Word is null)
                .Aggregate(PresetCapabilities.Of(name), (found, other) => other.Change(found));
            Assert.False(SameAs(rule.Change(before), before) && rule.Word is null && rule.Family is not ("qwen-" or "grok-code" or "qwq"), $"{name} {rule}");
        }));

    private static bool SameAs(ChatCapabilities left, ChatCapabilities right) => left == right with { Efforts = left.Efforts } && left.Efforts.SequenceEqual(right.Efforts, StringComparer.Ordinal);

    private static ChatCapabilities Find(string? preset, string model) => CapabilityTable.Find(preset, model, new ProviderCapabilities());
}
