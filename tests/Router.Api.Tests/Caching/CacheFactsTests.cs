using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Caching;

/// <summary>An answer to what the provider was asked before is none to what it would be asked now.</summary>
public sealed class CacheFactsTests : IAsyncLifetime
{
    private FakeProvider _provider = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = request => request.Target.Contains("chat", StringComparison.Ordinal) ? Reply.Json(200, ChatSamples.Completion()) : Reply.Json(200, Samples.Message());
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Theory]
    [InlineData("native", "\"headers\": { \"x-variant\": \"b\" }", "")]
    [InlineData("native", "\"query\": { \"variant\": \"b\" }", "")]
    [InlineData("native", "\"path\": \"v2/messages\"", "")]
    [InlineData("native", "\"imageLimits\": { \"most\": 5 }", "")]
    [InlineData("anthropic", "\"removeFields\": [\"top_k\"]", "")]
    [InlineData("anthropic", "\"removeBetas\": [\"context-1m-2025-08-07\"]", "")]
    [InlineData("anthropic", "\"serverTools\": true", "")]
    [InlineData("anthropic", "\"cacheOptions\": true", "")]
    [InlineData("openai", "\"capabilities\": { \"topK\": true }", "")]
    [InlineData("openai", "\"capabilities\": { \"efforts\": [\"low\", \"high\"] }", "")]
    [InlineData("native", "", "\"headers\": { \"x-variant\": \"b\" }")]
    public async Task ChangedConfiguration_AsksAnew(string style, string provider, string model)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members(style, "", ""));
        Assert.Equal("miss", await AskAsync(gateway));
        Reload(gateway, Members(style, provider, model));
        Assert.Equal("miss", await AskAsync(gateway));
        Assert.Equal("hit", await AskAsync(gateway));
        Reload(gateway, Members(style, "", ""));
        Assert.Equal("hit", await AskAsync(gateway)); // the first one is still there
    }

    /// <summary>It goes to providers of Anthropic's style as the client sent it, and to no other.</summary>
    [Theory]
    [InlineData("native", "miss")]
    [InlineData("anthropic", "miss")]
    [InlineData("openai", "hit")]
    public async Task Query_CountsWhereItGoes(string style, string expected)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members(style, "", ""));
        Assert.Equal("miss", await AskAsync(gateway));
        Assert.Equal(expected, await AskAsync(gateway, "?beta=true&variant=b"));
    }

    private static async Task<string> AskAsync(TestGateway gateway, string query = "?beta=true")
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.RequestUri = new Uri($"/v1/messages{query}", UriKind.Relative));
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsStringAsync();
        return response.Headers.GetValues("x-router-cache").Single();
    }

    private static void Reload(TestGateway gateway, string members)
    {
        gateway.Folder.Write("router.json", TestGateway.Config(members));
        gateway.Watcher.Look();
    }

    private string Members(string style, string provider, string model) =>
        $$"""
        "providers": { "a": { "style": "{{style}}", "baseUrl": "{{_provider.BaseUrl}}", "credentials": ["upstream-secret"]{{(provider.Length > 0 ? ", " : "")}}{{provider}} } },
        "models": { "claude-test": { "targets": ["a/upstream-model"]{{(model.Length > 0 ? ", " : "")}}{{model}} } },
        "cache": { "mode": "full" }
        """;
}
