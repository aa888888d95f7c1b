using Router.Core.Configuration;
using Router.Core.Configuration.Loading;
using Router.Core.Configuration.Presets;
using Router.Core.Configuration.Secrets;
using Router.Core.Routing;
using Router.Protocol.Translation;

namespace Router.Core.Tests.Configuration.Loading;

/// <summary>The example of the documentation, to the letter.</summary>
public sealed class ExampleFileTests
{
    private readonly RouterConfig _config = Loaded.Good(Loaded.Result(Resource.Bytes("example.router.json")));

    [Fact]
    public void Example_WithEveryVariableSet_Loads()
    {
        (string, string)[] variables =
        [
            .. ProviderPresets.All.SelectMany(preset => preset.KeyVariables).Select(name => (name, $"value of {name}")),
            .. ProviderPresets.All.SelectMany(preset => preset.BaseUrlVariables).Select(name => (name, "https://elsewhere.example/v1")),
            ("DEEPSEEK_API_KEY_2", "x"), ("ALICE_KEY", "alice-key"), ("ROUTER_STATE", "elsewhere"), ("ROUTER_MASTER_KEY", "x"), ("ROUTER_ADMIN_KEY", "admin-key"),
            ("ROUTER_LISTEN", "x"), ("ROUTER_LOG_LEVEL", "x"), ("ROUTER_CONFIG", "x"), ("ANTHROPIC_API_KEY", "x"), ("ANTHROPIC_BASE_URL", "x"),
        ];
        RouterConfig config = Loaded.Good(Loaded.Result(Resource.Bytes("example.router.json"), variables));

        Assert.Equal("/srv/router/elsewhere", config.State);
        Assert.Equal("env:ROUTER_MASTER_KEY", config.MasterKey.ToString());
        Assert.Equal(_config.Providers.Select(provider => provider.Credentials.Length), config.Providers.Select(provider => provider.Credentials.Length));
        Assert.Equal("https://elsewhere.example/v1", config.FindProvider("glm")!.BaseUrl.ToString());
        Assert.Equal("http://127.0.0.1:11434/v1", config.FindProvider("local")!.BaseUrl.ToString());
    }

    [Fact]
    public void Root_Arrives()
    {
        Assert.Equal("http://127.0.0.1:8787", _config.Listen);
        Assert.Equal(AccessMode.Keys, _config.Access);
        Assert.Equal("/srv/router/state", _config.State);
        Assert.Equal("file:./state/master.key", _config.MasterKey.ToString());
        Assert.Equal("env:ROUTER_ADMIN_KEY", _config.AdminKey!.ToString());
        Assert.True(_config.RewriteModel);
        Assert.Equal(TimeSpan.FromSeconds(15), _config.CommitAfter);
        Assert.Equal(new SpendConfig("closed", "finish"), _config.Spend);
        Assert.Equal(new ReasoningConfig(), _config.Reasoning);
        Assert.Equal(new RetentionConfig(TimeSpan.FromDays(30), TimeSpan.FromDays(3)), _config.Retention);
        Assert.Equal(
            new CacheConfig { Mode = "off", Ttl = TimeSpan.FromHours(1), MaxBytes = 256 * 1024 * 1024, Scope = "tenant", UsageOnHit = "zero" }, _config.Cache);
        Assert.Equal(new TierConfig("claude-sonnet-4-6", "claude-sonnet-4-6", "local/qwen3:30b", "deepseek/deepseek-chat"), _config.Tiers);
    }

    [Fact]
    public void TenantsAndPrices_Arrive()
    {
        TenantConfig tenant = Assert.Single(_config.Tenants);
        Assert.Equal(("default", 200, new BudgetConfig(2000, "month", 80), 1), (tenant.Name, tenant.Limits!.Concurrency!.Value, tenant.Budget!, tenant.PriceMultiplier!.Value));
        Assert.Equal(new SpenderConfig(null, new BudgetConfig(300, "week")), tenant.Teams["Core"]);
        Assert.Equal(new SpenderConfig(new ProviderLimits(null, 2_000_000, null), null), tenant.Users["alice"]);
        Assert.Equal([new PriceConfig("deepseek", "deepseek-*", new ModelPrice(0.3m, 1.2m, 0.03m, null))], _config.Prices);
        Assert.Equal(new ModelPrice(5, 25, null, null), _config.UnknownPrice);
    }

    [Fact]
    public void PresetProviders_Arrive()
    {
        Assert.Equal(["anthropic", "deepseek", "glm", "local"], _config.Providers.Select(provider => provider.Name));
        ProviderConfig anthropic = _config.FindProvider("anthropic")!;
        Assert.Equal((ProviderStyle.Native, AuthScheme.XApiKey, "https://api.anthropic.com/"), (anthropic.Style, anthropic.Auth, anthropic.BaseUrl.ToString()));
        Assert.Equal(["env:ANTHROPIC_UPSTREAM_KEY"], anthropic.Credentials.Select(credential => credential.ToString()));
        Assert.Equal(["env:DEEPSEEK_API_KEY", "env:DEEPSEEK_API_KEY_2"], _config.FindProvider("deepseek")!.Credentials.Select(credential => credential.ToString()));
        Assert.Equal((SecretKind.Vault, "glm"), (_config.FindProvider("glm")!.Credentials[0].Kind, _config.FindProvider("glm")!.Credentials[0].Text));
        Assert.Contains("context_management", _config.FindProvider("glm")!.RemoveFields);
    }

    [Fact]
    public void WrittenOutProvider_Arrives()
    {
        ProviderConfig local = _config.FindProvider("local")!;
        Assert.Equal((ProviderStyle.OpenAi, AuthScheme.Bearer, "http://127.0.0.1:11434/v1"), (local.Style, local.Auth, local.BaseUrl.ToString()));
        Assert.Null(local.Preset);
        Assert.Null(local.Path);
        Assert.Equal(SecretKind.None, Assert.Single(local.Credentials).Kind);
        Assert.Equal("team-router", local.Headers["User-Agent"]);
        Assert.Equal("2025-01-01", local.Query["api-version"]);
        Assert.Equal("40", local.ExtraBody["top_k"]);
        Assert.Equal(new ProviderLimits(600, 2_000_000, 32), local.Limits);
        Assert.Equal(new ProviderTimeouts { Connect = TimeSpan.FromSeconds(5), FirstByte = TimeSpan.FromMinutes(2), Idle = TimeSpan.FromMinutes(2) }, local.Timeouts);
        Assert.Equal((2, true, true, true), (local.Retries, local.Stream, local.Cooldown, local.Breaker));
        Assert.Equal(
            new ProviderCapabilities
            {
                Images = true, ImagesInToolResults = false, Documents = false, Reasoning = ReasoningField.ReasoningContent, ParallelTools = true,
                MaxTokensField = "max_tokens", StreamUsage = true, ToolNameLimit = 64, Schema = SchemaDialect.Full,
            },
            local.Capabilities);
    }

    [Fact]
    public void Models_Arrive()
    {
        Assert.Equal(["claude-sonnet-4-6", "anthropic/glm-high", "*-fast", "lab-*", "balanced"], _config.Models.Select(model => model.Name));
        Assert.Equal(["anthropic/claude-sonnet-4-6", "deepseek/deepseek-chat"], _config.Models[0].Targets.Select(target => target.Target));
        ModelConfig high = _config.Models[1];
        Assert.Equal(("GLM (high effort)", 8000L, 200_000L, "high"), (high.DisplayName, high.MaxOutputTokens, high.ContextWindow, high.ReasoningEffort));
        Assert.Equal(["WebSearch"], high.RemoveTools);
        Assert.Equal(new ModelPrice(0.6m, 2.2m, 0.11m, 0.6m), high.Price);
        Assert.Equal([new TargetConfig("deepseek/deepseek-chat", 3), new TargetConfig("local/qwen3:30b", 1)], _config.Models[4].Targets);
        Assert.Equal(RouteStrategy.Weighted, _config.Models[4].Strategy);
    }

    [Fact]
    public void Keys_Arrive()
    {
        ClientKeyConfig alice = Assert.Single(_config.Keys);
        Assert.Equal(("env:ALICE_KEY", "alice", "core", "default"), (alice.Key.ToString(), alice.User, alice.Team, alice.Tenant));
        Assert.Equal(["*"], alice.Models);
        Assert.Equal(new ProviderLimits(60, null, null), alice.Limits);
        Assert.Equal(new BudgetConfig(50, "month"), alice.Budget);
    }

    [Theory]
    [InlineData("claude-sonnet-4-6", "anthropic/claude-sonnet-4-6 deepseek/deepseek-chat")]
    [InlineData("anthropic/glm-high", "glm/glm-4.7")]
    [InlineData("anything-fast", "local/qwen3:30b")]
    [InlineData("lab-llama3:8b", "local/lab-llama3:8b")]
    [InlineData("claude-opus-4-7", "anthropic/claude-sonnet-4-6 deepseek/deepseek-chat")]
    [InlineData("claude-haiku-4-5", "local/qwen3:30b")]
    [InlineData("gpt-5", "deepseek/deepseek-chat")]
    public void Names_GoWhereTheExampleSays(string name, string targets) =>
        Assert.Equal(targets, string.Join(' ', RouteTable.Create(_config).Resolve(name)!.Targets));

    [Fact]
    public void Example_IsActedOnInFull()
    {
        ConfigResult result = Loaded.Result(Resource.Bytes("example.router.json"));

        Assert.Empty(result.Warnings);
    }
}
