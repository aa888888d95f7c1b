using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Tests;
using Xunit;

namespace Router.Api.Tests.Switching;

/// <summary>From the proxy that puts one model behind every name and keeps answers: its documented .env, and its checks, none of which sends a key.</summary>
public sealed class OneModelTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private FakeProvider _provider = null!;
    private TestGateway _gateway = null!;
    private Switched _switched = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = request => (bool?)request.Json["stream"] ?? false ? Reply.Sse(ChatSamples.Stream()) : Reply.Json(200, ChatSamples.Completion());
        _switched = await Switched.ImportAsync(_folder.Path, EarlierSystem.OneModel($"{_provider.BaseUrl}/v1"));
        _gateway = await TestGateway.StartInAsync(_folder, environment: new() { ["TARGET_API_KEY"] = "sk-target-000001" });
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _provider.DisposeAsync();
    }

    private Task<string> RunAsync(string lines) => Shell.RunAsync(_folder.Path, lines.Replace("http://localhost:8080", _gateway.Address, StringComparison.Ordinal));

    private async Task<JsonNode> JsonAsync(string lines) => JsonNode.Parse(await RunAsync(lines))!;

    private Task<JsonNode> AskAsync(string text, string model = "claude-opus-4") => JsonAsync($$"""
        curl -sS http://localhost:8080/v1/messages -H "Content-Type: application/json" \
          -d '{"model": "{{model}}", "messages": [{"role": "user", "content": "{{text}}"}], "max_tokens": 1024}'
        """);

    [Fact]
    public void Import_AsksForOneSecret_AndStaysOnThisMachine()
    {
        Assert.Equal(["TARGET_API_KEY"], _switched.Exports);
        Assert.Contains(_switched.Told, told => told.Contains("PROXY_HOST", StringComparison.Ordinal) && told.Contains("this machine alone", StringComparison.Ordinal));
        Assert.Contains("\"listen\": \"http://127.0.0.1:8080\"", _switched.Config, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryName_GoesToTheTarget_AndComesBackAsItWasAsked()
    {
        Assert.Equal("claude-opus-4", (string?)(await AskAsync("Hello"))["model"]);
        Assert.Equal("Opus 4.8[1m]", (string?)(await AskAsync("Hello", "Opus 4.8[1m]"))["model"]);

        Assert.All(_provider.Requests, request => Assert.Equal(("deepseek-chat", "Bearer sk-target-000001"), (request.Model, request.Headers["Authorization"])));
    }

    [Fact]
    public async Task SameQuestion_IsAnsweredAgain_StreamedOrNot_WithZeroTokens()
    {
        JsonNode first = await AskAsync("Hello");
        JsonNode second = await AskAsync("Hello");
        string stream = await RunAsync("""
            curl -sS http://localhost:8080/v1/messages -H "Content-Type: application/json" \
              -d '{"model": "claude-opus-4", "messages": [{"role": "user", "content": "What was said before does not count"}, {"role": "assistant", "content": "No"}, {"role": "user", "content": "Hello"}], "max_tokens": 1024, "stream": true}'
            """);

        Assert.Single(_provider.Requests);
        Assert.Equal((true, 0, 0), ((int)first["usage"]!["input_tokens"]! > 0, (int)second["usage"]!["input_tokens"]!, (int)second["usage"]!["output_tokens"]!));
        Assert.Contains("event: message_stop", stream, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CacheLines_WorkWithoutAKey()
    {
        await AskAsync("Hello");
        await AskAsync("Hello");

        JsonNode stats = await JsonAsync("curl -sS http://localhost:8080/cache/stats");
        Assert.Equal((1, 1), ((int)stats["entries"]!, (int)stats["hits"]!));
        Assert.Equal(0, (int)(await JsonAsync("curl -sS -X POST http://localhost:8080/cache/clear-expired"))["cleared"]!);
        Assert.Equal(1, (int)(await JsonAsync("curl -sS -X POST http://localhost:8080/cache/clear"))["cleared"]!);
        Assert.Equal(0, (int)(await JsonAsync("curl -sS http://localhost:8080/cache/stats"))["entries"]!);
    }

    [Fact]
    public async Task CacheLines_OfAWebPage_AreRefused_AndTheAdminApiWantsItsKey()
    {
        using var page = new HttpRequestMessage(HttpMethod.Post, "/cache/clear") { Headers = { { "Origin", "https://evil.example" } } };
        using HttpResponseMessage answer = await _gateway.Client.SendAsync(page, TestContext.Current.CancellationToken);
        using HttpResponseMessage admin = await _gateway.Client.GetAsync(new Uri("/admin/v1/cache", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (answer.StatusCode, admin.StatusCode));
    }

    [Fact]
    public async Task ServiceInformation_Health_AndModels_AnswerWithoutAKey()
    {
        Assert.Equal("router", (string?)(await JsonAsync("curl -sS http://localhost:8080/"))["service"]);
        Assert.Equal(("ok", true), ((string?)(await JsonAsync("curl -sS http://localhost:8080/health"))["status"], (bool)(await JsonAsync("curl -sS http://localhost:8080/health"))["providers"]![0]!["hasApiKey"]!));
        Assert.Contains((await JsonAsync("curl -sS http://localhost:8080/v1/models"))["data"]!.AsArray(), model => (string?)model!["id"] == "Opus 4.8[1m]");
    }

    [Fact]
    public async Task NameOfClaudesSettings_IsWhatAnswersCarry_AndIsReadAgainWhenItChanges()
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder.File(".claude"));
        folder.Write(".claude/settings.json", """{ "env": { "ANTHROPIC_MODEL": "Opus 4.8[1m]" } } // as the client keeps it""");
        folder.Write("router.json", $$"""
            { "access": "open", "providers": { "p": { "style": "openai", "baseUrl": "{{_provider.BaseUrl}}/v1", "credentials": ["none"] }, "native": { "style": "native", "baseUrl": "{{_provider.BaseUrl}}", "credentials": ["k"] } },
              "models": { "*": { "targets": ["p/deepseek-chat"], "answerAs": "claude-settings" }, "mine": { "targets": ["p/deepseek-chat"], "answerAs": "Any Name" } } }
            """);
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, environment: new() { ["HOME"] = folder.Path });

        async Task<string> AskAsync(string model, bool stream)
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream, model));
            return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("\"model\":\"Opus 4.8[1m]\"", await AskAsync("claude-haiku-4-5", stream: false), StringComparison.Ordinal);
        Assert.Contains("\"model\":\"Opus 4.8[1m]\"", await AskAsync("claude-haiku-4-5", stream: true), StringComparison.Ordinal);
        Assert.Contains("\"model\":\"Any Name\"", await AskAsync("mine", stream: true), StringComparison.Ordinal);
        folder.Write(".claude/settings.json", """{ "env": { "ANTHROPIC_MODEL": "Opus 5" } }""");
        gateway.Watcher.Look();
        Assert.Contains("\"model\":\"Opus 5\"", await AskAsync("claude-haiku-4-5", stream: false), StringComparison.Ordinal);
        folder.Write(".claude/settings.json", "{ broken");
        gateway.Watcher.Look();
        Assert.Contains("\"model\":\"claude-haiku-4-5\"", await AskAsync("claude-haiku-4-5", stream: false), StringComparison.Ordinal);
    }
}
