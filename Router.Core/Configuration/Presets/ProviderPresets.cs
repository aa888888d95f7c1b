using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Router.Core.Configuration.Presets;

/// <summary>The providers that the gateway knows, in the order in which the environment is asked for their keys.</summary>
public static class ProviderPresets
{
    // Anthropic's context editing is not part of these providers' copies of the API; the field and its beta go together or not at all.
    private static readonly ImmutableHashSet<string> EditingField = ["context_management"];
    private static readonly ImmutableHashSet<string> EditingBeta = ["context-management-2025-06-27"];

    /// <summary>All presets.</summary>
    public static ImmutableArray<ProviderPreset> All { get; } =
    [
        new()
        {
            Name = "anthropic", Style = ProviderStyle.Native, BaseUrl = "https://api.anthropic.com", Auth = AuthScheme.XApiKey,
            // Not ANTHROPIC_API_KEY: a client environment pasted into the gateway's shell must not make it call itself.
            KeyVariables = ["ANTHROPIC_UPSTREAM_KEY"], BaseUrlVariable = "ANTHROPIC_UPSTREAM_BASE_URL",
            Models = ["claude-haiku-4-5", "claude-sonnet-4-6", "claude-opus-4-7", "claude-sonnet-4-5", "claude-opus-4-1"],
            Tiers = ("*", "*", "*"),
        },
        new()
        {
            Name = "deepseek", Style = ProviderStyle.Compatible, BaseUrl = "https://api.deepseek.com/anthropic",
            KeyVariables = ["DEEPSEEK_API_KEY"], BaseUrlVariable = "DEEPSEEK_BASE_URL",
            Models = ["deepseek-v4-flash", "deepseek-v4-pro"], Tiers = ("deepseek-v4-pro", "deepseek-v4-pro", "deepseek-v4-flash"),
        },
        new()
        {
            Name = "moonshot", OtherNames = ["kimi"], Style = ProviderStyle.Compatible, BaseUrl = "https://api.moonshot.cn/anthropic",
            KeyVariables = ["MOONSHOT_API_KEY", "KIMI_API_KEY"], BaseUrlVariable = "MOONSHOT_BASE_URL",
            RemoveFields = EditingField, RemoveBetas = EditingBeta,
            Models = ["kimi-k2.6"], Tiers = ("kimi-k2.6", "kimi-k2.6", "kimi-k2.6"),
        },
        new()
        {
            Name = "glm", OtherNames = ["zai", "zhipu"], Style = ProviderStyle.Compatible, BaseUrl = "https://api.z.ai/api/anthropic",
            KeyVariables = ["GLM_API_KEY", "ZAI_API_KEY", "ZHIPU_API_KEY"], BaseUrlVariable = "GLM_BASE_URL",
            RemoveFields = EditingField, RemoveBetas = EditingBeta,
            Models = ["glm-4.5-air", "glm-4.6", "glm-4.7", "glm-5", "glm-5.1"], Tiers = ("glm-5.1", "glm-4.7", "glm-4.5-air"),
        },
        new()
        {
            Name = "xiaomi", OtherNames = ["mimo"], Style = ProviderStyle.Compatible, BaseUrl = "https://api.xiaomimimo.com/anthropic",
            KeyVariables = ["XIAOMI_API_KEY", "MIMO_API_KEY"], BaseUrlVariable = "XIAOMI_BASE_URL",
            RemoveFields = EditingField, RemoveBetas = EditingBeta,
            Models = ["mimo-v2-flash", "mimo-v2-pro", "mimo-v2.5-pro", "mimo-v2-omni"], Tiers = ("mimo-v2.5-pro", "mimo-v2-pro", "mimo-v2-flash"),
        },
        new()
        {
            Name = "minimax", Style = ProviderStyle.Compatible, BaseUrl = "https://api.minimax.io/anthropic",
            KeyVariables = ["MINIMAX_API_KEY"], BaseUrlVariable = "MINIMAX_BASE_URL",
            RemoveFields = EditingField, RemoveBetas = EditingBeta,
            Models = ["MiniMax-M2"], Tiers = ("MiniMax-M2", "MiniMax-M2", "MiniMax-M2"),
        },
        new()
        {
            Name = "openai", Style = ProviderStyle.OpenAi, BaseUrl = "https://api.openai.com/v1",
            KeyVariables = ["OPENAI_API_KEY"], BaseUrlVariable = "OPENAI_BASE_URL",
            Models = ["gpt-5.5", "gpt-5.4", "gpt-5.4-mini"], Tiers = ("gpt-5.5", "gpt-5.4", "gpt-5.4-mini"),
        },
        new()
        {
            Name = "azure", OtherNames = ["azure-openai"], Style = ProviderStyle.OpenAi, BaseUrl = null, Auth = AuthScheme.ApiKey,
            KeyVariables = ["AZURE_OPENAI_API_KEY"], BaseUrlVariable = "AZURE_OPENAI_BASE_URL", Path = "deployments/{model}/chat/completions",
            Query = ImmutableDictionary<string, string>.Empty.Add("api-version", "2025-01-01-preview"),
        },
        new()
        {
            Name = "gemini", OtherNames = ["google"], Style = ProviderStyle.OpenAi, BaseUrl = "https://generativelanguage.googleapis.com/v1beta/openai",
            KeyVariables = ["GEMINI_API_KEY", "GOOGLE_API_KEY"], BaseUrlVariable = "GEMINI_BASE_URL",
            Models =
            [
                "gemini-3.1-pro-preview", "gemini-3-flash-preview", "gemini-2.5-pro", "gemini-2.5-flash", "gemini-3.1-flash-lite-preview", "gemini-2.0-flash",
            ],
            Tiers = ("gemini-3.1-pro-preview", "gemini-2.5-pro", "gemini-2.5-flash"),
        },
        new()
        {
            Name = "qwen", OtherNames = ["dashscope"], Style = ProviderStyle.OpenAi, BaseUrl = "https://dashscope.aliyuncs.com/compatible-mode/v1",
            KeyVariables = ["QWEN_API_KEY", "DASHSCOPE_API_KEY"], BaseUrlVariable = "QWEN_BASE_URL",
            Models = ["qwen-flash", "qwen-plus", "qwen-max"], Tiers = ("qwen-max", "qwen-plus", "qwen-flash"),
        },
        new()
        {
            Name = "requesty", Style = ProviderStyle.OpenAi, BaseUrl = "https://router.requesty.ai/v1",
            KeyVariables = ["REQUESTY_API_KEY"], BaseUrlVariable = "REQUESTY_BASE_URL",
        },
        new()
        {
            Name = "openrouter", Style = ProviderStyle.OpenAi, BaseUrl = "https://openrouter.ai/api/v1",
            KeyVariables = ["OPENROUTER_API_KEY"], BaseUrlVariable = "OPENROUTER_BASE_URL",
        },
        new() { Name = "ollama", Style = ProviderStyle.OpenAi, BaseUrl = "http://127.0.0.1:11434/v1", Auth = AuthScheme.None, BaseUrlVariable = "OLLAMA_BASE_URL" },
        new() { Name = Demo, Style = ProviderStyle.Compatible, BaseUrl = "http://demo.invalid", Auth = AuthScheme.None, Models = ["demo"], Tiers = ("demo", "demo", "demo") },
        new() { Name = "vllm", Style = ProviderStyle.OpenAi, BaseUrl = "http://127.0.0.1:8000/v1", Auth = AuthScheme.None, BaseUrlVariable = "VLLM_BASE_URL" },
    ];

    /// <summary>The name of the provider that answers from inside the gateway.</summary>
    public const string Demo = "demo";

    private static readonly FrozenDictionary<string, ProviderPreset> ByName = All
        .SelectMany(preset => preset.OtherNames.Prepend(preset.Name).Select(name => (name, preset)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.preset, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every name that <c>"preset"</c> takes.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>The preset of that name; null when there is none.</summary>
    public static ProviderPreset? Find(string name) => ByName.GetValueOrDefault(name);
}
