using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Configuration.Presets;
using Router.Core.Routing;

namespace Router.Core.Tests.Configuration.Loading;

/// <summary>A machine without router.json.</summary>
public sealed class EnvironmentConfigTests
{
    public static TheoryData<string, string> KeyVariables() =>
        new(ProviderPresets.All.SelectMany(preset => preset.KeyVariables.Select(variable => (preset.Name, variable))));

    [Fact]
    public void NoVariables_GiveTheDemoModelForEveryName()
    {
        RouterConfig config = Loaded.Good(Loaded.WithoutFile());

        ProviderConfig demo = Assert.Single(config.Providers);
        Assert.Equal(("demo", "none"), (demo.Preset, Assert.Single(demo.Credentials).ToString()));
        Assert.Equal("claude-demo", Assert.Single(config.Models).Name);
        Assert.Equal(new TierConfig("demo/demo", "demo/demo", "demo/demo", "demo/demo"), config.Tiers);
        Assert.Equal("/srv/router/state", config.State);
        Assert.Equal("file:/srv/router/state/master.key", config.MasterKey.ToString());
    }

    [Theory]
    [MemberData(nameof(KeyVariables))]
    public void KeyVariable_ConfiguresItsPreset(string preset, string variable)
    {
        RouterConfig config = Loaded.Good(Loaded.WithoutFile((variable, "secret"), ("AZURE_OPENAI_BASE_URL", "https://me.example/openai")));

        ProviderConfig provider = Assert.Single(config.Providers);
        Assert.Equal((preset, preset), (provider.Name, provider.Preset));
        Assert.Equal($"env:{variable}", Assert.Single(provider.Credentials).ToString());
        Assert.Equal(ProviderPresets.Find(preset)!.Models.Select(ProviderPreset.AliasOf), config.Models.Select(model => model.Name));
        Assert.Equal(ProviderPresets.Find(preset)!.Auth, provider.Auth);
        Assert.All(config.Models, model => Assert.Equal(provider, RouteTable.Create(config).Resolve(model.Name)!.Targets[0].Provider));
    }

    [Fact]
    public void UsualVariable_GoesBeforeItsOtherNames()
    {
        RouterConfig config = Loaded.Good(Loaded.WithoutFile(("ZHIPU_API_KEY", "1"), ("ZAI_API_KEY", "2"), ("GLM_API_KEY", "3")));

        Assert.Equal("env:GLM_API_KEY", Assert.Single(Assert.Single(config.Providers).Credentials).ToString());
    }

    [Theory]
    [MemberData(nameof(KeyVariables))]
    public void BaseUrlVariable_ReplacesTheAddress(string preset, string variable)
    {
        RouterConfig config = Loaded.Good(Loaded.WithoutFile((variable, "secret"), (ProviderPresets.Find(preset)!.BaseUrlVariables[^1], "https://elsewhere.example/x")));

        Assert.Equal("https://elsewhere.example/x", Assert.Single(config.Providers).BaseUrl.ToString());
    }

    [Fact]
    public void Anthropic_IsConfiguredByTheUpstreamVariablesOnly()
    {
        RouterConfig config = Loaded.Good(Loaded.WithoutFile(
            ("ANTHROPIC_API_KEY", "client"), ("ANTHROPIC_BASE_URL", "http://127.0.0.1:8787"), ("ANTHROPIC_UPSTREAM_KEY", "k"), ("ANTHROPIC_UPSTREAM_BASE_URL", "https://proxy.example")));

        ProviderConfig provider = Assert.Single(config.Providers);
        Assert.Equal("https://proxy.example/", provider.BaseUrl.ToString());
        Assert.Equal("env:ANTHROPIC_UPSTREAM_KEY", Assert.Single(provider.Credentials).ToString());
    }

    [Theory]
    [InlineData("ANTHROPIC_API_KEY", "sk-ant-x")]
    [InlineData("ANTHROPIC_BASE_URL", "http://127.0.0.1:8787")]
    [InlineData("ANTHROPIC_UPSTREAM_KEY", "   ")]
    [InlineData("OPENAI_API_KEY", "")]
    [InlineData("OPENAI_BASE_URL", "https://x.example")]
    public void VariableThatIsNoProvidersKey_ConfiguresNothing(string name, string value) =>
        Assert.Equal("demo", Assert.Single(Loaded.Good(Loaded.WithoutFile((name, value))).Providers).Preset);

    [Fact]
    public void SeveralProviders_ComeInOrderAndTheFirstTakesTheTiers()
    {
        RouterConfig config = Loaded.Good(Loaded.WithoutFile(("QWEN_API_KEY", "q"), ("DEEPSEEK_API_KEY", "d"), ("OPENROUTER_API_KEY", "o")));

        Assert.Equal(["deepseek", "qwen", "openrouter"], config.Providers.Select(provider => provider.Name));
        Assert.Equal(new TierConfig("deepseek/deepseek-v4-pro", "deepseek/deepseek-v4-pro", "deepseek/deepseek-v4-flash", "deepseek/deepseek-v4-pro"), config.Tiers);
        Assert.Equal("qwen/qwen-max", RouteTable.Create(config).Resolve("claude-qwen-max")!.Targets[0].ToString());
        Assert.Equal("deepseek/deepseek-v4-flash", RouteTable.Create(config).Resolve("claude-haiku-4-5")!.Targets[0].ToString());
    }

    [Fact]
    public void Anthropic_GetsEveryNameAsAsked()
    {
        RouteTable routes = RouteTable.Create(Loaded.Good(Loaded.WithoutFile(("ANTHROPIC_UPSTREAM_KEY", "k"))));

        Assert.Equal("anthropic/claude-opus-9", routes.Resolve("claude-opus-9")!.Targets[0].ToString());
        Assert.Equal("anthropic/something", routes.Resolve("something")!.Targets[0].ToString());
    }

    [Fact]
    public void AzureWithoutItsAddress_IsToldWhatToSet()
    {
        ConfigResult result = Loaded.WithoutFile(("AZURE_OPENAI_API_KEY", "k"));

        Assert.Null(result.Config);
        Assert.Equal("AZURE_OPENAI_API_KEY is set, but AZURE_OPENAI_BASE_URL is not: set it to your resource's URL, or unset AZURE_OPENAI_API_KEY.", Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public void BadBaseUrlVariable_IsNamed()
    {
        ConfigResult result = Loaded.WithoutFile(("GLM_API_KEY", "k"), ("GLM_BASE_URL", "api.z.ai"));

        Assert.Null(result.Config);
        Assert.Contains(result.Errors, problem => problem.Text.StartsWith("The environment variable GLM_BASE_URL must be a whole URL", StringComparison.Ordinal));
    }

    [Fact]
    public void BadBaseUrlVariableOfAPresetInAFile_IsNamed() =>
        Assert.Contains("the environment variable GLM_BASE_URL: must be a whole URL", Loaded.Problem("""{ "providers": { "g": { "preset": "glm" } } }""", ("GLM_BASE_URL", "x")).ToString(), StringComparison.Ordinal);

    [Fact]
    public void AdvancedEnv_HoldsMoreVariables_AndAnthropicsNamesInItAreTheProviders()
    {
        RouterConfig config = Loaded.Good(Loaded.WithoutFile(("ADVANCED_ENV", """{"ANTHROPIC_API_KEY":"a","GLM_API_KEY":"b","MODEL_ROUTES":{"glm-4.7":"glm"}}"""), ("GLM_API_KEY", "c")));

        Assert.Equal(["env:ANTHROPIC_UPSTREAM_KEY", "env:GLM_API_KEY"], config.Providers.Select(provider => Assert.Single(provider.Credentials).ToString()));
    }

    [Theory]
    [InlineData("[\"sk-secret\"]")]
    [InlineData("{ sk-secret")]
    public void AdvancedEnv_ThatIsNoObject_IsToldWithoutItsText(string text)
    {
        ConfigResult result = Loaded.WithoutFile(("ADVANCED_ENV", text));

        ConfigProblem warning = Assert.Single(result.Warnings, warning => warning.Text.Contains("ADVANCED_ENV", StringComparison.Ordinal));
        Assert.DoesNotContain("sk-secret", warning.Text, StringComparison.Ordinal);
        Assert.NotNull(result.Config);
    }
}
