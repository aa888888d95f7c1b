using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.Tests.Testing;
using Router.Core.Configuration;
using Router.Core.Configuration.Secrets;
using Xunit;

namespace Router.Api.Tests.Configuration;

/// <summary><c>-m MODEL -b BASE -k KEY</c> over whatever else is configured.</summary>
public sealed class OneProviderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private RouterConfig Load(OneProvider one, params (string Name, string Value)[] variables) => ConfigSource.Find(new StartOptions
    {
        Folder = _folder.Path, OneProvider = one, Environment = new RouterEnvironment(variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal)),
    }).LoadAtStart(out _);

    [Theory]
    [InlineData("https://api.deepseek.com/v1", "deepseek", "OpenAi", "https://api.deepseek.com/v1")]
    [InlineData("https://api.deepseek.com/anthropic", "deepseek", "Compatible", "https://api.deepseek.com/anthropic")]
    [InlineData("https://api.anthropic.com", "anthropic", "Native", "https://api.anthropic.com/")]
    [InlineData("http://localhost:11434/v1", "ollama", "OpenAi", "http://127.0.0.1:11434/v1")]
    [InlineData("https://llm.example.com/anthropic/v1/messages", null, "Compatible", "https://llm.example.com/anthropic")]
    [InlineData("http://127.0.0.1:9999/v1/chat/completions", null, "OpenAi", "http://127.0.0.1:9999/v1")]
    [InlineData(null, "openai", "OpenAi", "https://api.openai.com/v1")]
    public void BaseUrl_SaysPresetAndDialect(string? url, string? preset, string style, string expected)
    {
        ProviderConfig provider = Assert.Single(Load(new OneProvider("m", url, "secret-key")).Providers);

        Assert.Equal((preset, style, expected), (provider.Preset, provider.Style.ToString(), provider.BaseUrl.ToString()));
    }

    [Fact]
    public void EveryName_GoesToTheModel_OverTheFile()
    {
        _folder.Write("router.json", """{ "providers": { "p": { "preset": "demo" } }, "models": { "a": { "targets": ["p/x"] } }, "keys": [{ "key": "alice-key", "user": "alice" }] }""");

        RouterConfig config = Load(new OneProvider("llama3", "http://localhost:11434/v1", null));

        Assert.Equal("ollama/llama3", Assert.Single(Assert.Single(config.Models, model => model.Name == "*").Targets).Target);
        Assert.Equal("ollama/llama3", config.Tiers.Opus);
        Assert.Equal("alice", Assert.Single(config.Keys).User);
    }

    [Theory]
    [InlineData("the-key-itself", SecretKind.Value)]
    [InlineData("env:MY_KEY", SecretKind.Environment)]
    [InlineData(null, SecretKind.Environment)]
    public void Key_GoesOverTheVariable(string? key, SecretKind kind)
    {
        RouterConfig config = Load(new OneProvider("m", "https://api.deepseek.com/v1", key), ("DEEPSEEK_API_KEY", "of the environment"));

        Assert.Equal(kind, Assert.Single(config.Providers[0].Credentials).Kind);
    }

    [Fact]
    public void KnownProviderWithoutModel_HasItsTiers() => Assert.Equal("deepseek/deepseek-v4-pro", Load(new OneProvider(null, "https://api.deepseek.com/anthropic", "k")).Tiers.Opus);

    [Fact]
    public void UnknownProviderWithoutModel_IsRefused() =>
        Assert.Contains("needs -m MODEL", Assert.Throws<StartException>(() => Load(new OneProvider(null, "https://llm.example.com/v1", "k"))).Message, StringComparison.Ordinal);

    [Fact]
    public void BadBaseUrl_IsRefused() =>
        Assert.Contains("baseUrl", Assert.Throws<StartException>(() => Load(new OneProvider("m", "nonsense", "k"))).Message, StringComparison.Ordinal);
}
