using System.Collections.Immutable;
using Router.Protocol.Translation;

namespace Router.Core.Translation;

/// <summary>
/// The rules for model families, in the order in which they are applied: a later one refines those before it. Where a fact comes from stands in
/// docs/providers.md.
/// </summary>
internal static class ModelRules
{
    private static readonly ImmutableArray<string> OpenAi = ["openai", "azure"];
    private static readonly ImmutableArray<string> Glm = ["glm", "glm-coding", "bigmodel"];
    private static readonly ImmutableArray<string> Local = ["ollama", "vllm", "llamacpp", "lmstudio"];
    private static readonly ImmutableArray<string> Servers = ["vllm", "llamacpp", "lmstudio"];

    private static readonly ImmutableArray<string> UpToHigh = ["low", "medium", "high"];
    private static readonly ImmutableArray<string> UpToXHigh = ["low", "medium", "high", "xhigh"];
    private static readonly ImmutableArray<string> NoneUpToHigh = ["none", .. UpToHigh];
    private static readonly ImmutableArray<string> NoneUpToXHigh = ["none", .. UpToXHigh];
    private static readonly ImmutableArray<string> MinimalUpToHigh = ["minimal", .. UpToHigh];

    public static ImmutableArray<ModelRule> All { get; } =
    [
        // Claude: 1M from 4.6 on. Sonnets before it have 200,000, or 1M where the request asks for that; nothing is said of what is newer than the rules' facts.
        Rule(["anthropic"], "claude-opus-", 4, old => Holds(old, 200_000)),
        Rule(["anthropic"], "claude-opus-", 4.6m, old => Holds(old, 1_000_000)),
        Rule(["anthropic"], "claude-sonnet-", 4.6m, old => Holds(old, 1_000_000)),
        Rule(["anthropic"], "claude-haiku-", 4, old => Holds(old, 200_000)),
        Rule(["anthropic"], "claude-haiku-", 5, old => Holds(old, null)),

        // OpenAI: models that reason know neither sampling nor stop; which efforts they take changed with each version.
        Rule(OpenAi, "gpt-3.5", old => old with { Images = false, Documents = false }),
        Rule(OpenAi, "gpt-", 5, old => Reasons(old, MinimalUpToHigh)),
        Rule(OpenAi, "gpt-", 5.1m, old => Reasons(old, NoneUpToHigh)),
        Rule(OpenAi, "gpt-", 5.2m, old => Reasons(old, NoneUpToXHigh)),
        Rule(OpenAi, "gpt-", 5.4m, old => old with { EffortWithTools = "none" }),
        Rule(OpenAi, "gpt-", 5, "codex", old => Reasons(old, UpToHigh) with { EffortWithTools = null }),
        Rule(OpenAi, "gpt-", 5.2m, "codex", old => Reasons(old, UpToXHigh)),
        Rule(OpenAi, "gpt-", 5, "pro", old => Reasons(old, ["high"]) with { EffortWithTools = null }),
        Rule(OpenAi, "gpt-", 5.2m, "pro", old => Reasons(old, ["medium", "high", "xhigh"])),
        Rule(OpenAi, "gpt-", 5, "chat", old => old with { ReasoningControl = ReasoningControl.None, Efforts = [], EffortWithTools = null }),
        Rule(OpenAi, "gpt-", 4, "search", old => old with { WebSearch = WebSearchSupport.Options, Sampling = false }),
        Rule(OpenAi, "o", 1, old => Reasons(old, UpToHigh) with { ParallelTools = false }),

        Rule(OpenAi, "gpt-", 4, "o", old => Holds(old, 128_000, 16_384)),
        Rule(OpenAi, "gpt-", 4.1m, old => Holds(old, 1_047_576, 32_768)),
        Rule(OpenAi, "gpt-", 4.5m, old => Holds(old, null, null)),
        Rule(OpenAi, "gpt-", 5, old => Holds(old, 400_000, 128_000)),
        Rule(OpenAi, "gpt-", 5.4m, old => Holds(old, null, 128_000)),
        Rule(OpenAi, "gpt-", 5, "chat", old => Holds(old, 128_000, 16_384)),
        Rule(OpenAi, "o", 3, old => Holds(old, 200_000, 100_000)),

        // Gemini: from 3 on tool calls are signed; only Flash of 2.5 can be told not to think.
        Rule(["gemini"], "gemini-", 2.5m, old => Effort(old, UpToHigh)),
        Rule(["gemini"], "gemini-", 2.5m, "flash", old => Effort(old, NoneUpToHigh)),
        Rule(["gemini"], "gemini-", 3, old => Effort(old, UpToHigh) with { ThoughtSignatures = true }),
        Rule(["gemini"], "gemini-", 3, "flash", old => Effort(old, MinimalUpToHigh)),

        Rule(["gemini"], "gemini-", 2, old => Holds(old, 1_048_576, 8_192)),
        Rule(["gemini"], "gemini-", 2.5m, old => Holds(old, 1_048_576, 65_536)),

        Rule(["deepseek"], "deepseek-v", 4, old => Holds(old, 1_000_000)),
        Rule(["deepseek"], "deepseek-reasoner", old => old with { CanDisableThinking = false }),

        // Kimi: thinking came with 2.5, pins sampling and wants its reasoning back; 2.7-code and 3 always think.
        Rule(["moonshot"], "kimi-k", 2, "thinking", old => old with { ReasoningRequired = true, CanDisableThinking = false }),
        Rule(["moonshot"], "kimi-k", 2.5m, KimiThinks),
        Rule(["moonshot"], "kimi-k", 2.7m, "code", old => old with { CanDisableThinking = false }),
        Rule(["moonshot"], "kimi-for-coding", old => KimiThinks(old) with { CanDisableThinking = false }),
        Rule(["moonshot"], "kimi-k", 3, old => Holds(Effort(old, ["low", "high", "max"]), null) with { FreeToolChoiceWhileThinking = false }),

        // GLM: vision is in the models with a "v" behind the version.
        Rule(Glm, "glm-", 4.5m, old => Holds(old, 128_000) with { ReasoningControl = ReasoningControl.Thinking, ToolStream = true }),
        Rule(Glm, "glm-", 4.6m, old => Holds(old, 200_000)),
        Rule(Glm, "glm-", 5, old => Holds(old, null)),
        Rule(Glm, "glm-", 4, "v", old => Holds(old, null) with { Images = true }),

        Rule(["minimax"], "minimax-m", 2, old => Holds(old, 204_800)),
        Rule(["minimax"], "minimax-m", 3, old => Holds(old, null) with { Images = true }),
        Rule(["xiaomi"], "mimo-v", 2, "omni", old => old with { Images = true }),

        // Qwen: "qwen-plus" and the like see no images whatever their version.
        Rule(["qwen"], "qwen", 3.5m, old => old with { Images = true }),
        Rule(["qwen"], "qwen-", old => old with { Images = false }),
        Rule(["qwen"], "qwen", 0, "vl", old => old with { Images = true }),
        Rule(["qwen"], "qwen", 0, "omni", old => old with { Images = true }),
        Rule(["qwen"], "qwen", 0, "coder", DoesNotThink),
        Rule(["qwen"], "qwen", 0, "instruct", DoesNotThink),
        Rule(["qwen"], "qwen", 0, "thinking", old => old with { CanDisableThinking = false }),
        Rule(["qwen"], "qwq", old => old with { CanDisableThinking = false }),

        // OpenRouter passes "don't think" on to models that refuse it.
        Rule(["openrouter"], "kimi-k", 2.7m, "code", old => old with { CanDisableThinking = false }),
        Rule(["openrouter"], "kimi-k", 3, old => old with { CanDisableThinking = false }),
        Rule(["openrouter"], "gemini-", 2.5m, "pro", old => old with { CanDisableThinking = false }),

        Rule(["volcengine"], "doubao-seed", old => old with { ReasoningControl = ReasoningControl.Thinking, Images = true }),

        // xAI: models between grok-3-mini and grok-4.3 reason, but refuse to be told how much.
        Rule(["xai"], "grok-3-mini", old => Effort(old, ["low", "high"])),
        Rule(["xai"], "grok-", 4.3m, old => Effort(old, NoneUpToHigh)),
        Rule(["xai"], "grok-code", DoesNotThink),

        Rule(["mistral"], "mistral-small", 0, "latest", old => Effort(old, ["none", "high"])),
        Rule(["mistral"], "mistral-medium", 0, "latest", old => Effort(old, ["none", "high"])),

        Rule(["groq"], "gpt-oss", old => Effort(old, UpToHigh) with { JsonSchemaOutput = true }),
        Rule(["groq"], "qwen3", old => Effort(old, ["none", "default"])),
        Rule(["groq"], "llama-", 4, old => old with { Images = true }),

        // Ollama refuses an effort for models that don't think.
        Rule(["ollama"], "qwen", 3, old => Effort(old, NoneUpToHigh)),
        Rule(["ollama"], "qwen", 3, "coder", DoesNotThink),
        Rule(["ollama"], "deepseek-r", 1, old => Effort(old, NoneUpToHigh)),
        Rule(["ollama"], "deepseek-v", 3.1m, old => Effort(old, NoneUpToHigh)),
        Rule(["ollama"], "glm-", 4.5m, old => Effort(old, NoneUpToHigh)),
        Rule(["ollama"], "gpt-oss", old => Effort(old, UpToHigh)),

        Rule(["ollama"], "gemma", 3, old => old with { Tools = false }),
        Rule(["ollama"], "gemma", 4, old => old with { Tools = true }),
        Rule(["ollama"], "llava", old => old with { Tools = false }),

        // Servers without a parser for it leave thinking in the text.
        Rule(Servers, "qwen", 3, old => old with { ThinkTags = true }),
        Rule(Servers, "qwq", old => old with { ThinkTags = true, CanDisableThinking = false }),
        Rule(Servers, "deepseek-r", 1, old => old with { ThinkTags = true, CanDisableThinking = false }),
        Rule(Servers, "gpt-oss", old => Effort(old, UpToHigh)),

        Rule(Local, "gemma", 3, old => old with { Images = true }),
        Rule(Local, "llama", 4, old => old with { Images = true }),
        Rule(Local, "llama", 3.2m, "vision", old => old with { Images = true }),
        Rule(Local, "llava", old => old with { Images = true }),
        Rule(Local, "mistral-small", old => old with { Images = true }),
        Rule(Local, "qwen", 3.5m, old => old with { Images = true }),
        Rule(Local, "qwen", 2, "vl", old => old with { Images = true }),
    ];

    private static ModelRule Rule(ImmutableArray<string> presets, string family, Func<ChatCapabilities, ChatCapabilities> change) => Rule(presets, family, 0, null, change);

    private static ModelRule Rule(ImmutableArray<string> presets, string family, decimal from, Func<ChatCapabilities, ChatCapabilities> change) => Rule(presets, family, from, null, change);

    private static ModelRule Rule(ImmutableArray<string> presets, string family, decimal from, string? word, Func<ChatCapabilities, ChatCapabilities> change) =>
        new() { Presets = presets, Family = family, From = from, Word = word, Change = change };

    /// <summary>What its context holds, in tokens, and the most that it writes.</summary>
    private static ChatCapabilities Holds(ChatCapabilities old, long? window, int? output) => old with { ContextWindow = window, MaxOutputTokens = output };

    /// <inheritdoc cref="Holds(ChatCapabilities, long?, int?)"/>
    private static ChatCapabilities Holds(ChatCapabilities old, long? window) => old with { ContextWindow = window };

    /// <summary>A dial for thinking; without a step "none" it can't be switched off.</summary>
    private static ChatCapabilities Effort(ChatCapabilities old, ImmutableArray<string> efforts) =>
        old with { ReasoningControl = ReasoningControl.Effort, Efforts = efforts, CanDisableThinking = efforts.Contains("none", StringComparer.Ordinal) };

    private static ChatCapabilities Reasons(ChatCapabilities old, ImmutableArray<string> efforts) => Effort(old, efforts) with { Sampling = false, StopSequences = 0 };

    private static ChatCapabilities KimiThinks(ChatCapabilities old) => old with
    {
        Images = true, Sampling = false, ReasoningControl = ReasoningControl.ThinkingOnly, ReasoningRequired = true, FreeToolChoiceWhileThinking = true,
        ContextWindow = 262_144,
    };

    private static ChatCapabilities DoesNotThink(ChatCapabilities old) =>
        old with { ReasoningControl = ReasoningControl.None, Efforts = [], FreeToolChoiceWhileThinking = false };
}
