using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Tests;
using Xunit;

namespace Router.Api.Tests.Switching;

/// <summary>From the proxy with a models file: both modes, variants of one model, keys that come with the requests, and what it counts.</summary>
public sealed class ModelsFileTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private FakeProvider _provider = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = request => request.Target.Contains("chat/completions", StringComparison.Ordinal)
            ? Reply.Json(200, ChatSamples.Completion())
            : Reply.Json(200, Samples.Message(model: request.Model!));
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private async Task<TestGateway> StartAsync(EarlierSystem system, Dictionary<string, string> environment)
    {
        await Switched.ImportAsync(_folder.Path, system);
        environment["ARK_BASE_URL"] = $"{_provider.BaseUrl}/ark/api/v3";
        return await TestGateway.StartInAsync(_folder, environment: environment);
    }

    private async Task<JsonNode> AskAsync(TestGateway gateway, string model, string key, int most = 100) => JsonNode.Parse(await Shell.RunAsync(_folder.Path, $$"""
        curl -sS {{gateway.Address}}/v1/messages -H "x-api-key: {{key}}" -H "Content-Type: application/json" \
          -d '{"model": "{{model}}", "max_tokens": {{most}}, "messages": [{"role": "user", "content": "Hi"}]}'
        """))!;

    [Fact]
    public async Task KeyOfTheRequest_IsPassedOn_InBothModes()
    {
        await using TestGateway gateway = await StartAsync(EarlierSystem.ModelsFile(_provider.BaseUrl), []);

        Assert.Equal("deepseek-chat", (string?)(await AskAsync(gateway, "deepseek-chat", "sk-the-users-own", most: 32000))["model"]);
        Assert.Equal("claude-3-5-sonnet-direct", (string?)(await AskAsync(gateway, "claude-3-5-sonnet-direct", "sk-the-users-own"))["model"]);

        Assert.Equal(["/deepseek/v1/chat/completions deepseek-chat", "/direct/v1/messages claude-3-5-sonnet-20241022"], _provider.Requests.Select(request => $"{request.Target} {request.Model}"));
        Assert.Equal("Bearer sk-the-users-own", _provider.Requests[0].Headers["Authorization"]);
        Assert.Equal("sk-the-users-own", _provider.Requests[1].Headers["x-api-key"]);
        Assert.Equal(8000, (int)_provider.Requests[0].Json["max_tokens"]!); // max_tokens: 8k
    }

    [Fact]
    public async Task TwoIds_OverOneModel_DifferInTheirEffort()
    {
        await using TestGateway gateway = await StartAsync(EarlierSystem.ModelsFile(_provider.BaseUrl), []);
        string models = await Shell.RunAsync(_folder.Path, $"curl -sS {gateway.Address}/v1/models");

        await AskAsync(gateway, "doubao-seed-1-8-nothinking", "ark-key-of-the-user");
        await AskAsync(gateway, "doubao-seed-1-8-high", "ark-key-of-the-user");

        Assert.Contains("doubao-seed-1-8-nothinking", models, StringComparison.Ordinal);
        Assert.All(_provider.Requests, request => Assert.Equal(("/ark/api/v3/chat/completions", "doubao-seed-1-8-251228"), (request.Target, request.Model)));
        Assert.Equal(["disabled", "enabled"], _provider.Requests.Select(request => (string?)request.Json["thinking"]!["type"]));
    }

    [Fact]
    public async Task Wrapper_GoesOnSendingItsKey_AndUsageIsCounted()
    {
        await using TestGateway gateway = await StartAsync(EarlierSystem.ModelsFileAndWrapper(_provider.BaseUrl), new() { ["VOLCENGINE_API_KEY"] = "ark-key-of-the-user" });

        await AskAsync(gateway, "doubao-seed-1-8-high", "ark-key-of-the-user");
        JsonNode usage = JsonNode.Parse(await Shell.RunAsync(_folder.Path, $"curl -sS {gateway.Address}/v1/usage/me -H 'x-api-key: ark-key-of-the-user'"))!;

        Assert.Equal("Bearer ark-key-of-the-user", Assert.Single(_provider.Requests).Headers["Authorization"]);
        Assert.Equal(("me", 1), ((string?)usage["user"], (int)usage["spend"]!["today"]!["requests"]!));
    }

    [Fact]
    public async Task EffortAtAnAddressThatNobodyKnows_IsTold()
    {
        Switched switched = await Switched.ImportAsync(_folder.Path, new EarlierSystem(("models.yaml", """
            - model_id: high
              api_base: https://llm.example.com/v1
              reasoning_effort: high
            """)));

        Assert.Contains(switched.Told, told => told.StartsWith("models.yaml:3 reasoning_effort: ", StringComparison.Ordinal) && told.Contains("reasoningControl", StringComparison.Ordinal));
    }
}
