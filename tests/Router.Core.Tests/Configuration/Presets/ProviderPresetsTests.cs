using Router.Core.Configuration;
using Router.Core.Configuration.Presets;

namespace Router.Core.Tests.Configuration.Presets;

public sealed class ProviderPresetsTests
{
    [Theory]
    [InlineData("anthropic", ProviderStyle.Native, "https://api.anthropic.com", "ANTHROPIC_UPSTREAM_BASE_URL", "ANTHROPIC_UPSTREAM_KEY", AuthScheme.XApiKey)]
    [InlineData("deepseek", ProviderStyle.Compatible, "https://api.deepseek.com/anthropic", "DEEPSEEK_BASE_URL", "DEEPSEEK_API_KEY", AuthScheme.Bearer)]
    [InlineData("moonshot", ProviderStyle.Compatible, "https://api.moonshot.cn/anthropic", "MOONSHOT_BASE_URL KIMI_BASE_URL", "MOONSHOT_API_KEY KIMI_API_KEY", AuthScheme.Bearer)]
    [InlineData("glm", ProviderStyle.Compatible, "https://api.z.ai/api/anthropic", "GLM_BASE_URL ZAI_BASE_URL ZHIPU_BASE_URL", "GLM_API_KEY ZAI_API_KEY ZHIPU_API_KEY", AuthScheme.Bearer)]
    [InlineData("glm-coding", ProviderStyle.Compatible, "https://api.z.ai/api/anthropic", "GLM_CODING_BASE_URL", "GLM_CODING_API_KEY", AuthScheme.Bearer)]
    [InlineData("bigmodel", ProviderStyle.Compatible, "https://open.bigmodel.cn/api/anthropic", "BIGMODEL_BASE_URL", "BIGMODEL_API_KEY", AuthScheme.Bearer)]
    [InlineData("xiaomi", ProviderStyle.Compatible, "https://api.xiaomimimo.com/anthropic", "XIAOMI_BASE_URL MIMO_BASE_URL", "XIAOMI_API_KEY MIMO_API_KEY", AuthScheme.Bearer)]
    [InlineData("minimax", ProviderStyle.Compatible, "https://api.minimax.io/anthropic", "MINIMAX_BASE_URL", "MINIMAX_API_KEY", AuthScheme.Bearer)]
    [InlineData("openai", ProviderStyle.OpenAi, "https://api.openai.com/v1", "OPENAI_BASE_URL OPENAI_API_BASE", "OPENAI_API_KEY", AuthScheme.Bearer)]
    [InlineData("azure", ProviderStyle.OpenAi, null, "AZURE_OPENAI_BASE_URL", "AZURE_OPENAI_API_KEY", AuthScheme.ApiKey)]
    [InlineData("gemini", ProviderStyle.OpenAi, "https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_BASE_URL GOOGLE_BASE_URL", "GEMINI_API_KEY GOOGLE_API_KEY", AuthScheme.Bearer)]
    [InlineData("qwen", ProviderStyle.OpenAi, "https://dashscope.aliyuncs.com/compatible-mode/v1", "QWEN_BASE_URL DASHSCOPE_BASE_URL", "QWEN_API_KEY DASHSCOPE_API_KEY", AuthScheme.Bearer)]
    [InlineData("volcengine", ProviderStyle.OpenAi, "https://ark.cn-beijing.volces.com/api/v3", "ARK_BASE_URL VOLCENGINE_BASE_URL", "ARK_API_KEY VOLCENGINE_API_KEY", AuthScheme.Bearer)]
    [InlineData("requesty", ProviderStyle.OpenAi, "https://router.requesty.ai/v1", "REQUESTY_BASE_URL", "REQUESTY_API_KEY", AuthScheme.Bearer)]
    [InlineData("openrouter", ProviderStyle.OpenAi, "https://openrouter.ai/api/v1", "OPENROUTER_BASE_URL", "OPENROUTER_API_KEY", AuthScheme.Bearer)]
    [InlineData("groq", ProviderStyle.OpenAi, "https://api.groq.com/openai/v1", "GROQ_BASE_URL", "GROQ_API_KEY", AuthScheme.Bearer)]
    [InlineData("mistral", ProviderStyle.OpenAi, "https://api.mistral.ai/v1", "MISTRAL_BASE_URL", "MISTRAL_API_KEY", AuthScheme.Bearer)]
    [InlineData("xai", ProviderStyle.OpenAi, "https://api.x.ai/v1", "XAI_BASE_URL", "XAI_API_KEY GROK_API_KEY", AuthScheme.Bearer)]
    [InlineData("ollama", ProviderStyle.OpenAi, "http://127.0.0.1:11434/v1", "OLLAMA_BASE_URL", "", AuthScheme.None)]
    [InlineData("vllm", ProviderStyle.OpenAi, "http://127.0.0.1:8000/v1", "VLLM_BASE_URL", "", AuthScheme.None)]
    [InlineData("lmstudio", ProviderStyle.OpenAi, "http://127.0.0.1:1234/v1", "LMSTUDIO_BASE_URL", "", AuthScheme.None)]
    [InlineData("llamacpp", ProviderStyle.OpenAi, "http://127.0.0.1:8080/v1", "LLAMACPP_BASE_URL", "", AuthScheme.None)]
    public void Preset_IsThere(string name, ProviderStyle style, string? baseUrl, string baseUrlVariables, string keyVariables, AuthScheme auth)
    {
        ProviderPreset preset = ProviderPresets.Find(name)!;

        Assert.Equal((name, style, baseUrl, auth), (preset.Name, preset.Style, preset.BaseUrl, preset.Auth));
        Assert.Equal(keyVariables, string.Join(' ', preset.KeyVariables));
        Assert.Equal(baseUrlVariables, string.Join(' ', preset.BaseUrlVariables));
    }

    [Theory]
    [InlineData("deepseek", "openai", "https://api.deepseek.com/")]
    [InlineData("moonshot", "openai", "https://api.moonshot.cn/v1")]
    [InlineData("glm", "openai", "https://api.z.ai/api/paas/v4")]
    [InlineData("glm-coding", "openai", "https://api.z.ai/api/coding/paas/v4")]
    [InlineData("bigmodel", "openai", "https://open.bigmodel.cn/api/paas/v4")]
    [InlineData("xiaomi", "openai", "https://api.xiaomimimo.com/v1")]
    [InlineData("minimax", "openai", "https://api.minimax.io/v1")]
    [InlineData("qwen", "anthropic", "https://dashscope.aliyuncs.com/apps/anthropic")]
    [InlineData("volcengine", "anthropic", "https://ark.cn-beijing.volces.com/api/coding")]
    [InlineData("openrouter", "anthropic", "https://openrouter.ai/api/v1")]
    [InlineData("ollama", "anthropic", "http://127.0.0.1:11434/v1")]
    [InlineData("anthropic", "anthropic", "https://api.anthropic.com/")]
    [InlineData("deepseek", "anthropic", "https://api.deepseek.com/anthropic")]
    [InlineData("openai", "openai", "https://api.openai.com/v1")]
    public void StyleInTheFile_ChoosesTheBaseUrl(string preset, string style, string baseUrl)
    {
        ProviderConfig provider = Loaded.Provider($$""" "preset": "{{preset}}", "style": "{{style}}" """);

        Assert.Equal(baseUrl, provider.BaseUrl.ToString());
        Assert.Null(provider.Path);
    }

    [Fact]
    public void BaseUrlVariable_IsForThePresetsOwnDialect()
    {
        Assert.Equal("https://proxy.example/", Loaded.Provider(""" "preset": "deepseek" """, ("DEEPSEEK_BASE_URL", "https://proxy.example")).BaseUrl.ToString());
        Assert.Equal("https://api.deepseek.com/", Loaded.Provider(""" "preset": "deepseek", "style": "openai" """, ("DEEPSEEK_BASE_URL", "https://proxy.example")).BaseUrl.ToString());
        Assert.Equal("https://file.example/", Loaded.Provider(""" "preset": "deepseek", "style": "openai", "baseUrl": "https://file.example" """).BaseUrl.ToString());
    }

    [Fact]
    public void AzurePath_IsForChatCompletionsOnly()
    {
        Assert.Equal("deployments/{model}/chat/completions", Loaded.Provider(""" "preset": "azure", "baseUrl": "https://me.example/openai" """).Path);
        Assert.Null(Loaded.Provider(""" "preset": "azure", "style": "anthropic", "baseUrl": "https://me.example/anthropic" """).Path);
    }

    [Theory]
    [InlineData("anthropic", "claude-haiku-4-5 claude-sonnet-4-6 claude-opus-4-7 claude-sonnet-4-5 claude-opus-4-1")]
    [InlineData("deepseek", "claude-deepseek-v4-flash claude-deepseek-v4-pro")]
    [InlineData("moonshot", "claude-kimi-k2.6")]
    [InlineData("glm", "claude-glm-4.5-air claude-glm-4.6 claude-glm-4.7 claude-glm-5 claude-glm-5.1")]
    [InlineData("xiaomi", "claude-mimo-v2-flash claude-mimo-v2-pro claude-mimo-v2.5-pro claude-mimo-v2-omni")]
    [InlineData("openai", "claude-gpt-5.5 claude-gpt-5.4 claude-gpt-5.4-mini")]
    [InlineData("gemini", "claude-gemini-3.1-pro-preview claude-gemini-3-flash-preview claude-gemini-2.5-pro claude-gemini-2.5-flash claude-gemini-3.1-flash-lite-preview claude-gemini-2.0-flash")]
    [InlineData("qwen", "claude-qwen-flash claude-qwen-plus claude-qwen-max")]
    public void Preset_HasItsDefaultAliases(string name, string aliases) =>
        Assert.Equal(aliases, string.Join(' ', ProviderPresets.Find(name)!.Models.Select(ProviderPreset.AliasOf)));

    [Theory]
    [InlineData("kimi", "moonshot")]
    [InlineData("zai", "glm")]
    [InlineData("zhipu", "glm")]
    [InlineData("mimo", "xiaomi")]
    [InlineData("azure-openai", "azure")]
    [InlineData("google", "gemini")]
    [InlineData("dashscope", "qwen")]
    [InlineData("ark", "volcengine")]
    [InlineData("doubao", "volcengine")]
    [InlineData("grok", "xai")]
    [InlineData("llama.cpp", "llamacpp")]
    [InlineData("lm-studio", "lmstudio")]
    [InlineData("zai-coding", "glm-coding")]
    [InlineData("OpenAI", "openai")]
    public void OtherName_IsTheSamePreset(string name, string preset) => Assert.Equal(preset, ProviderPresets.Find(name)!.Name);

    [Fact]
    public void UnknownName_IsNoPreset() => Assert.Null(ProviderPresets.Find("nobody"));

    [Fact]
    public void EveryPreset_LoadsAsAProvider()
    {
        Assert.Equal(22, ProviderPresets.All.Length);
        foreach (string name in ProviderPresets.Names)
        {
            ProviderConfig provider = Loaded.Provider($$""" "preset": "{{name}}" """, ("AZURE_OPENAI_BASE_URL", "https://me.example/openai"));
            Assert.Equal(ProviderPresets.Find(name)!.Name, provider.Preset);
            Assert.Single(provider.Credentials);
        }
    }

    [Fact]
    public void NoTwoPresets_ShareAVariableOrAnAlias()
    {
        string[] variables = [.. ProviderPresets.All.SelectMany(preset => preset.KeyVariables.Concat(preset.BaseUrlVariables))];
        string[] aliases = [.. ProviderPresets.All.SelectMany(preset => preset.Models).Select(ProviderPreset.AliasOf)];

        Assert.Distinct(variables);
        Assert.Distinct(aliases);
        Assert.DoesNotContain("ANTHROPIC_API_KEY", variables);
        Assert.DoesNotContain("ANTHROPIC_BASE_URL", variables);
    }

    [Fact]
    public void NativePreset_RemovesNothing()
    {
        ProviderPreset anthropic = ProviderPresets.Find("anthropic")!;

        Assert.Empty(anthropic.RemoveFields);
        Assert.Empty(anthropic.RemoveBetas);
    }
}
