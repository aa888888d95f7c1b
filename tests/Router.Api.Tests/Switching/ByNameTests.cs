using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Tests;
using Xunit;

namespace Router.Api.Tests.Switching;

/// <summary>From the proxy that chooses a provider by the model's name: its documented .env with a key each, and its checks.</summary>
public sealed class ByNameTests : IAsyncLifetime
{
    private static readonly string[] Messages = ["ANTHROPIC_UPSTREAM", "DEEPSEEK", "MOONSHOT", "GLM", "XIAOMI"];
    private static readonly string[] Chat = ["OPENAI", "GEMINI", "QWEN"];
    private readonly TestFolder _folder = new();
    private FakeProvider _provider = null!;
    private TestGateway _gateway = null!;
    private Switched _switched = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = request => request.Target.Contains("chat/completions", StringComparison.Ordinal)
            ? Reply.Json(200, ChatSamples.Completion())
            : Reply.Json(200, Samples.Message(model: request.Model!));
        _switched = await Switched.ImportAsync(_folder.Path, EarlierSystem.ByName);
        Dictionary<string, string> environment = new()
        {
            ["ANTHROPIC_UPSTREAM_KEY"] = "sk-ant-000000001", ["DEEPSEEK_API_KEY"] = "sk-deepseek-0001", ["MOONSHOT_API_KEY"] = "sk-moonshot-0001", ["GLM_API_KEY"] = "sk-glm-000000001",
            ["XIAOMI_API_KEY"] = "sk-xiaomi-000001", ["OPENAI_API_KEY"] = "sk-openai-000001", ["GEMINI_API_KEY"] = "gemini-000000001", ["DASHSCOPE_API_KEY"] = "sk-dashscope-001",
        };
        Assert.Equal(environment.Keys.Order(StringComparer.Ordinal), _switched.Exports.Order(StringComparer.Ordinal));
        foreach (string name in (IEnumerable<string>)[.. Messages, .. Chat])
        {
            environment[$"{name}_BASE_URL"] = $"{_provider.BaseUrl}/{name.ToLowerInvariant()}{(Chat.Contains(name, StringComparer.Ordinal) ? "/v1" : "")}";
        }

        _gateway = await TestGateway.StartInAsync(_folder, environment: environment);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _provider.DisposeAsync();
    }

    private Task<string> RunAsync(string lines) => Shell.RunAsync(_folder.Path, lines.Replace("http://127.0.0.1:8787", _gateway.Address, StringComparison.Ordinal));

    [Theory]
    [InlineData("claude-haiku-4-5", "claude-haiku-4-5", "/anthropic_upstream/v1/messages", "sk-ant-000000001")]
    [InlineData("claude-opus-4-7", "claude-opus-4-7", "/anthropic_upstream/v1/messages", "sk-ant-000000001")]
    [InlineData("claude-deepseek-v4-flash", "deepseek-v4-flash", "/deepseek/v1/messages", "sk-deepseek-0001")]
    [InlineData("claude-deepseek-v4-pro", "deepseek-v4-pro", "/deepseek/v1/messages", "sk-deepseek-0001")]
    [InlineData("claude-kimi-k2.6", "kimi-k2.6", "/moonshot/v1/messages", "sk-moonshot-0001")]
    [InlineData("claude-glm-4.5-air", "glm-4.5-air", "/glm/v1/messages", "sk-glm-000000001")]
    [InlineData("claude-glm-5.1", "glm-5.1", "/glm/v1/messages", "sk-glm-000000001")]
    [InlineData("claude-mimo-v2.5-pro", "mimo-v2.5-pro", "/xiaomi/v1/messages", "sk-xiaomi-000001")]
    [InlineData("claude-gpt-5.5", "gpt-5.5", "/openai/v1/chat/completions", "sk-openai-000001")]
    [InlineData("claude-gemini-3.1-pro-preview", "gemini-3.1-pro-preview", "/gemini/v1/chat/completions", "gemini-000000001")]
    [InlineData("claude-qwen-max", "qwen-max", "/qwen/v1/chat/completions", "sk-dashscope-001")]
    public async Task Name_LeadsToItsProvider_WithItsKey_AndComesBack(string model, string upstream, string target, string key)
    {
        string answer = await RunAsync($$"""
            curl -sS http://127.0.0.1:8787/v1/messages -H "Authorization: Bearer dummy-claude-model-proxy" -H "Content-Type: application/json" \
              -d '{"model": "{{model}}", "max_tokens": 100, "messages": [{"role": "user", "content": "Hi"}]}'
            """);

        Assert.Equal(model, (string?)JsonNode.Parse(answer)!["model"]);
        ReceivedRequest received = Assert.Single(_provider.Requests);
        Assert.Equal((target, upstream), (received.Target, received.Model));
        Assert.Equal(key, received.Headers.GetValueOrDefault("x-api-key") ?? received.Headers["Authorization"]["Bearer ".Length..]);
    }

    [Fact]
    public async Task Healthz_TellsListening_ProvidersWithTheirKeys_AndMappings()
    {
        JsonNode health = JsonNode.Parse(await RunAsync("curl -sS http://127.0.0.1:8787/healthz"))!;

        Assert.Equal(_gateway.Address, (string?)health["listening"]![0]);
        Assert.Equal(8, health["providers"]!.AsArray().Count(provider => (bool)provider!["hasApiKey"]!));
        Assert.Equal("glm/glm-4.7", (string?)health["mappings"]!["claude-glm-4.7"]);
    }

    [Fact]
    public async Task ModelList_HasEveryDefaultAlias()
    {
        string[] listed = [.. JsonNode.Parse(await RunAsync("curl -sS http://127.0.0.1:8787/v1/models"))!["data"]!.AsArray().Select(model => (string)model!["id"]!)];

        Assert.Equal([], ((string[])
        [
            "claude-deepseek-v4-flash", "claude-deepseek-v4-pro", "claude-kimi-k2.6", "claude-glm-4.5-air", "claude-glm-4.6", "claude-glm-4.7", "claude-glm-5", "claude-glm-5.1", "claude-mimo-v2-flash",
            "claude-mimo-v2-pro", "claude-mimo-v2.5-pro", "claude-mimo-v2-omni", "claude-gpt-5.5", "claude-gpt-5.4", "claude-gpt-5.4-mini", "claude-gemini-3.1-pro-preview", "claude-gemini-3-flash-preview",
            "claude-gemini-2.5-pro", "claude-gemini-2.5-flash", "claude-gemini-3.1-flash-lite-preview", "claude-gemini-2.0-flash", "claude-qwen-flash", "claude-qwen-plus", "claude-qwen-max",
            "claude-haiku-4-5", "claude-sonnet-4-6", "claude-opus-4-7", "claude-sonnet-4-5", "claude-opus-4-1",
        ]).Except(listed, StringComparer.Ordinal));
    }

    [Fact]
    public async Task AdvancedEnv_OfTheInstaller_WorksFromTheEnvironmentToo()
    {
        string inside = $$"""{"GLM_API_KEY":"sk-glm-000000001","GLM_BASE_URL":"{{_provider.BaseUrl}}/glm","ANTHROPIC_API_KEY":"sk-ant-000000001","ANTHROPIC_BASE_URL":"{{_provider.BaseUrl}}/anthropic_upstream"}""";
        await using TestGateway gateway = await TestGateway.StartInAsync(new TestFolder(), environment: new() { ["ADVANCED_ENV"] = inside, ["GLM_API_KEY"] = "overridden-key" });
        string[] key = await File.ReadAllLinesAsync(gateway.Folder.File("state/first-keys"), TestContext.Current.CancellationToken);
        string client = key.Single(line => line.Contains("ANTHROPIC_API_KEY=", StringComparison.Ordinal)).Split('=')[1];
        foreach (string model in (string[])["claude-glm-4.7", "claude-opus-4-7"])
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false, model), request => request.Headers.Add("x-router-key", client));
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(["/glm/v1/messages Bearer sk-glm-000000001", "/anthropic_upstream/v1/messages sk-ant-000000001"], _provider.Requests.Select(request => $"{request.Target.Split('?')[0]} {request.Headers.GetValueOrDefault("x-api-key") ?? request.Headers["Authorization"]}"));
    }
}
