using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Router.Core.Configuration.Presets;

/// <summary>The providers that the gateway knows, in the order in which the environment is asked for their keys. docs/providers.md shows them.</summary>
public static class ProviderPresets
{
    // Anthropic's context editing is not part of these providers' copies of the API; the field and its beta go together or not at all.
    private static readonly ImmutableHashSet<string> EditingField = ["context_management"];
    private static readonly ImmutableHashSet<string> EditingBeta = ["context-management-2025-06-27"];

    private static readonly (string, string, string) GlmTiers = ("glm-5.1", "glm-4.7", "glm-4.5-air");

    /// <summary>All presets of providers.</summary>
    public static ImmutableArray<ProviderPreset> All { get; } =
    [
        new()
        {
            Name = "anthropic", Style = ProviderStyle.Native, BaseUrl = "https://api.anthropic.com", Auth = AuthScheme.XApiKey,
            // Not ANTHROPIC_API_KEY: a client environment pasted into the gateway's shell must not make it call itself.
            KeyVariables = ["ANTHROPIC_UPSTREAM_KEY"], BaseUrlVariables = ["ANTHROPIC_UPSTREAM_BASE_URL"],
            Models = ["claude-haiku-4-5", "claude-sonnet-4-6", "claude-opus-4-7", "claude-sonnet-4-5", "claude-opus-4-1"],
            Tiers = ("*", "*", "*"),
        },
        Compatible("deepseek", "https://api.deepseek.com/anthropic", chat: "https://api.deepseek.com") with
        {
            KeyVariables = ["DEEPSEEK_API_KEY"], BaseUrlVariables = ["DEEPSEEK_BASE_URL"],
            RemoveFields = [], RemoveBetas = [], // it ignores what it doesn't know
            Models = ["deepseek-v4-flash", "deepseek-v4-pro"], Tiers = ("deepseek-v4-pro", "deepseek-v4-pro", "deepseek-v4-flash"),
        },
        Compatible("moonshot", "https://api.moonshot.cn/anthropic", chat: "https://api.moonshot.cn/v1") with
        {
            OtherNames = ["kimi"], KeyVariables = ["MOONSHOT_API_KEY", "KIMI_API_KEY"], BaseUrlVariables = ["MOONSHOT_BASE_URL", "KIMI_BASE_URL"],
            Models = ["kimi-k2.6"], Tiers = ("kimi-k2.6", "kimi-k2.6", "kimi-k2.6"),
        },
        Compatible("glm", "https://api.z.ai/api/anthropic", chat: "https://api.z.ai/api/paas/v4") with
        {
            OtherNames = ["zai", "zhipu"], KeyVariables = ["GLM_API_KEY", "ZAI_API_KEY", "ZHIPU_API_KEY"], BaseUrlVariables = ["GLM_BASE_URL", "ZAI_BASE_URL", "ZHIPU_BASE_URL"],
            Models = ["glm-4.5-air", "glm-4.6", "glm-4.7", "glm-5", "glm-5.1"], Tiers = GlmTiers,
        },
        Compatible("glm-coding", "https://api.z.ai/api/anthropic", chat: "https://api.z.ai/api/coding/paas/v4") with
        {
            OtherNames = ["zai-coding"], KeyVariables = ["GLM_CODING_API_KEY"], BaseUrlVariables = ["GLM_CODING_BASE_URL"], Tiers = GlmTiers,
        },
        Compatible("bigmodel", "https://open.bigmodel.cn/api/anthropic", chat: "https://open.bigmodel.cn/api/paas/v4") with
        {
            KeyVariables = ["BIGMODEL_API_KEY"], BaseUrlVariables = ["BIGMODEL_BASE_URL"], Tiers = GlmTiers,
        },
        Compatible("xiaomi", "https://api.xiaomimimo.com/anthropic", chat: "https://api.xiaomimimo.com/v1") with
        {
            OtherNames = ["mimo"], KeyVariables = ["XIAOMI_API_KEY", "MIMO_API_KEY"], BaseUrlVariables = ["XIAOMI_BASE_URL", "MIMO_BASE_URL"],
            Models = ["mimo-v2-flash", "mimo-v2-pro", "mimo-v2.5-pro", "mimo-v2-omni"], Tiers = ("mimo-v2.5-pro", "mimo-v2-pro", "mimo-v2-flash"),
        },
        Compatible("minimax", "https://api.minimax.io/anthropic", chat: "https://api.minimax.io/v1") with
        {
            KeyVariables = ["MINIMAX_API_KEY"], BaseUrlVariables = ["MINIMAX_BASE_URL"],
            Models = ["MiniMax-M2"], Tiers = ("MiniMax-M2", "MiniMax-M2", "MiniMax-M2"),
        },
        Chat("openai", "https://api.openai.com/v1") with
        {
            KeyVariables = ["OPENAI_API_KEY"], BaseUrlVariables = ["OPENAI_BASE_URL", "OPENAI_API_BASE"],
            Models = ["gpt-5.5", "gpt-5.4", "gpt-5.4-mini"], Tiers = ("gpt-5.5", "gpt-5.4", "gpt-5.4-mini"),
        },
        Chat("azure", null) with
        {
            // The base URL is the resource's, with /openai at its end; the model is the deployment's name.
            OtherNames = ["azure-openai"], Auth = AuthScheme.ApiKey, KeyVariables = ["AZURE_OPENAI_API_KEY"], BaseUrlVariables = ["AZURE_OPENAI_BASE_URL"],
            Path = "deployments/{model}/chat/completions", Query = ImmutableDictionary<string, string>.Empty.Add("api-version", "2025-01-01-preview"),
        },
        Chat("gemini", "https://generativelanguage.googleapis.com/v1beta/openai") with
        {
            OtherNames = ["google"], KeyVariables = ["GEMINI_API_KEY", "GOOGLE_API_KEY"], BaseUrlVariables = ["GEMINI_BASE_URL", "GOOGLE_BASE_URL"],
            Models =
            [
                "gemini-3.1-pro-preview", "gemini-3-flash-preview", "gemini-2.5-pro", "gemini-2.5-flash", "gemini-3.1-flash-lite-preview", "gemini-2.0-flash",
            ],
            Tiers = ("gemini-3.1-pro-preview", "gemini-2.5-pro", "gemini-2.5-flash"),
        },
        Chat("qwen", "https://dashscope.aliyuncs.com/compatible-mode/v1", messages: "https://dashscope.aliyuncs.com/apps/anthropic") with
        {
            OtherNames = ["dashscope"], KeyVariables = ["QWEN_API_KEY", "DASHSCOPE_API_KEY"], BaseUrlVariables = ["QWEN_BASE_URL", "DASHSCOPE_BASE_URL"],
            Models = ["qwen-flash", "qwen-plus", "qwen-max"], Tiers = ("qwen-max", "qwen-plus", "qwen-flash"),
        },
        Chat("volcengine", "https://ark.cn-beijing.volces.com/api/v3", messages: "https://ark.cn-beijing.volces.com/api/coding") with
        {
            OtherNames = ["ark", "doubao"], KeyVariables = ["ARK_API_KEY", "VOLCENGINE_API_KEY"], BaseUrlVariables = ["ARK_BASE_URL", "VOLCENGINE_BASE_URL"],
        },
        Chat("requesty", "https://router.requesty.ai/v1") with { KeyVariables = ["REQUESTY_API_KEY"], BaseUrlVariables = ["REQUESTY_BASE_URL"] },
        Chat("openrouter", "https://openrouter.ai/api/v1") with { KeyVariables = ["OPENROUTER_API_KEY"], BaseUrlVariables = ["OPENROUTER_BASE_URL"] },
        Chat("groq", "https://api.groq.com/openai/v1") with { KeyVariables = ["GROQ_API_KEY"], BaseUrlVariables = ["GROQ_BASE_URL"] },
        Chat("mistral", "https://api.mistral.ai/v1") with { KeyVariables = ["MISTRAL_API_KEY"], BaseUrlVariables = ["MISTRAL_BASE_URL"] },
        Chat("xai", "https://api.x.ai/v1") with { OtherNames = ["grok"], KeyVariables = ["XAI_API_KEY", "GROK_API_KEY"], BaseUrlVariables = ["XAI_BASE_URL"] },
        Local("ollama", "http://127.0.0.1:11434/v1", "OLLAMA_BASE_URL"),
        Local("vllm", "http://127.0.0.1:8000/v1", "VLLM_BASE_URL"),
        Local("lmstudio", "http://127.0.0.1:1234/v1", "LMSTUDIO_BASE_URL") with { OtherNames = ["lm-studio"] },
        Local("llamacpp", "http://127.0.0.1:8080/v1", "LLAMACPP_BASE_URL") with { OtherNames = ["llama.cpp"] },
    ];

    /// <summary>The one that answers from inside the gateway: it needs no key, and its address leads nowhere.</summary>
    public static ProviderPreset Demo { get; } = new()
    {
        Name = "demo", Style = ProviderStyle.Compatible, BaseUrl = "http://demo.invalid", Auth = AuthScheme.None, Models = ["demo"], Tiers = ("demo", "demo", "demo"),
        CacheOptions = true, ServerTools = true, // it reads the client's own request
    };

    private static readonly FrozenDictionary<string, ProviderPreset> ByName = All.Append(Demo)
        .SelectMany(preset => preset.OtherNames.Prepend(preset.Name).Select(name => (name, preset)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.preset, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every name that <c>"preset"</c> takes.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The preset of that name; null when there is none.</summary>
    public static ProviderPreset? Find(string name) => ByName.GetValueOrDefault(name);

    private static ProviderPreset Compatible(string name, string messages, string chat) => new()
    {
        Name = name, Style = ProviderStyle.Compatible, BaseUrl = messages, OtherBaseUrl = chat, RemoveFields = EditingField, RemoveBetas = EditingBeta,
    };

    private static ProviderPreset Chat(string name, string? chat, string? messages = null) =>
        new() { Name = name, Style = ProviderStyle.OpenAi, BaseUrl = chat, OtherBaseUrl = messages };

    private static ProviderPreset Local(string name, string chat, string variable) => Chat(name, chat) with { Auth = AuthScheme.None, BaseUrlVariables = [variable] };
}
