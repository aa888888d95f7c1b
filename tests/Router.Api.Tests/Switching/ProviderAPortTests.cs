using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Tests;
using Xunit;

namespace Router.Api.Tests.Switching;

/// <summary>From the proxy with a process and a port a provider: its four documented .env files become one gateway, and its checks pass there.</summary>
public sealed class ProviderAPortTests : IAsyncLifetime
{
    private const string Key = "a-longer-client-key";
    private readonly TestFolder _folder = new();
    private FakeProvider _requesty = null!;
    private TestGateway _gateway = null!;
    private Switched _switched = null!;

    public async ValueTask InitializeAsync()
    {
        _requesty = await FakeProvider.StartAsync();
        _requesty.Otherwise = _ => Reply.Json(200, ChatSamples.Completion("你好！"));
        _switched = await Switched.ImportAsync(_folder.Path, EarlierSystem.OneProviderAPort);
        // The address that the examples name is the preset's, and the preset's variable says where it is today.
        _gateway = await TestGateway.StartInAsync(
            _folder, environment: new() { ["OPENAI_API_KEY"] = "sk-your-requesty-api-key", ["ROUTER_CLIENT_KEY"] = Key, ["REQUESTY_BASE_URL"] = $"{_requesty.BaseUrl}/v1" });
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _requesty.DisposeAsync();
    }

    private Task<string> RunAsync(string lines) => Shell.RunAsync(_folder.Path, lines.Replace("http://localhost:8082", _gateway.Address, StringComparison.Ordinal));

    [Fact]
    public void Import_AsksForTheTwoSecrets_AndTellsOfTheShortKeyAndTheOtherPorts()
    {
        Assert.Equal(["OPENAI_API_KEY", "ROUTER_CLIENT_KEY"], _switched.Exports);
        Assert.Contains(_switched.Told, told => told.Contains("shorter than 8 characters", StringComparison.Ordinal));
        Assert.All(["8082", "8083", "8084"], port => Assert.Contains(_switched.Told, told => told.Contains($"in place of port {port} ", StringComparison.Ordinal)));
        Assert.DoesNotContain("sk-your-requesty", _switched.Config, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QuickTest_AnswersFromTheTiersModel_WithTheHeadersThatRequestyWants()
    {
        string answer = await RunAsync($$"""
            curl -sS -X POST http://localhost:8082/v1/messages \
              -H "Content-Type: application/json" \
              -H "x-api-key: {{Key}}" \
              -H "anthropic-version: 2023-06-01" \
              -d '{
                "model": "anthropic/claude-haiku-4-5",
                "max_tokens": 100,
                "messages": [{"role": "user", "content": "你好"}]
              }'
            """);

        Assert.Equal("你好！", (string?)JsonNode.Parse(answer)!["content"]![0]!["text"]);
        ReceivedRequest received = Assert.Single(_requesty.Requests);
        Assert.Equal(
            ("/v1/chat/completions", "Bearer sk-your-requesty-api-key", "Mozilla/5.0 (compatible; ClaudeCodeProxy/1.0)", "application/json", "groq/moonshotai/Kimi-K2-Instruct-0905"),
            (received.Target, received.Headers["Authorization"], received.Headers["User-Agent"], received.Headers["Accept"], received.Model));
    }

    [Fact]
    public async Task EveryPort_IsAModelOfTheOneGateway()
    {
        (string Model, string Upstream)[] ports =
        [
            ("claude-requesty-kimi-k2", "groq/moonshotai/Kimi-K2-Instruct-0905"), ("claude-requesty-glm", "zai/GLM-4.6"),
            ("claude-requesty-minimax-m2", "minimaxi/MiniMax-M2"), ("claude-requesty-gemini", "google/gemini-2.5-flash"),
        ];
        string[] listed = [.. JsonNode.Parse(await RunAsync($"curl -sS http://localhost:8082/v1/models -H 'x-api-key: {Key}'"))!["data"]!.AsArray().Select(model => (string)model!["id"]!)];
        foreach ((string model, string _) in ports)
        {
            Assert.Contains(model, listed);
            await RunAsync($$"""
                curl -sS http://localhost:8082/v1/messages -H "Content-Type: application/json" -H "x-api-key: {{Key}}" \
                  -d '{"model": "{{model}}", "max_tokens": 100, "messages": [{"role": "user", "content": "Hi"}]}'
                """);
        }

        Assert.Equal(ports.Select(port => port.Upstream), _requesty.Requests.Select(request => request.Model));
    }

    [Fact]
    public async Task Health_TellsModelsKeysAndTheStatusOfEachProvider()
    {
        JsonNode health = JsonNode.Parse(await RunAsync($"curl -sS http://localhost:8082/health -H 'x-api-key: {Key}'"))!;

        Assert.Equal("ok", (string?)health["status"]);
        Assert.Equal(4, health["providers"]!.AsArray().Count);
        Assert.All(health["providers"]!.AsArray(), provider => Assert.True((bool)provider!["hasApiKey"]!));
        Assert.Equal("requesty-kimi-k2/groq/moonshotai/Kimi-K2-Instruct-0905", (string?)health["mappings"]!["tiers.opus"]);
        // The client's key is asked for, as ANTHROPIC_API_KEY asked for one there.
        Assert.Equal("""{"status":"ok"}""", await RunAsync("curl -sS http://localhost:8082/health"));
    }
}
