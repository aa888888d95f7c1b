using FakeUpstream;
using Xunit;

namespace ClaudeCode.Tests;

/// <summary>The real client behind what was imported of each earlier system, with the key and the model that its documentation has.</summary>
public sealed class EarlierSystemTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("router-switched-");
    private FakeProvider _provider = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = request => request.Target.Contains("chat/completions", StringComparison.Ordinal) ? Chat(request) : Conversation.Answer(request);
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Reply Chat(ReceivedRequest request) => ChatSamples.MessagesOf(request, "tool").Any()
        ? Conversation.Streams(request) ? Reply.Sse(ChatSamples.Stream(Conversation.FinalWords)) : Reply.Json(200, ChatSamples.Completion(Conversation.FinalWords))
        : Reply.Sse(ChatSamples.ToolStream(("Bash", """{"command":"echo tool-was-here","description":"Say so"}""")));

    private async Task<Gateway> ImportAsync(EarlierSystem system, Dictionary<string, string> environment)
    {
        await Switched.ImportAsync(_folder.FullName, system);
        return await Gateway.StartInAsync(_folder.FullName, environment);
    }

    private async Task LoopAsync(Gateway gateway, string key, Dictionary<string, string> variables, params string[] arguments)
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("claude-home-");
        try
        {
            ClaudeRun run = await ClaudeRun.StartInAsync(
                home.FullName, gateway.Address, key, "Run the command please", home.FullName, variables, ["--allowedTools", "Bash(echo *)", .. arguments]);

            Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error} {run.Result.ToJsonString()}");
            Assert.Equal(Conversation.FinalWords, run.Text);
            Assert.Contains("tool-was-here", _provider.Requests[^1].Text, StringComparison.Ordinal);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task SingleProvider_ModelSonnet_WithAKeyThatNobodyChecks()
    {
        await using Gateway gateway = await Gateway.StartAsync($$"""
            { "access": "open", "providers": { "upstream": { "style": "openai", "baseUrl": "{{_provider.BaseUrl}}/v1", "credentials": ["sk-of-the-provider"], "retries": 3 } },
              "models": { "*": { "targets": ["upstream/MiniMax-M2.7-highspeed"] } } }
            """);

        await LoopAsync(gateway, "fake-key-not-needed", [], "--model", "sonnet");

        Assert.All(_provider.Requests, request => Assert.Equal("MiniMax-M2.7-highspeed", request.Model));
    }

    [Fact]
    public async Task ProviderAPort_TheTiers_AndOnePortsModel()
    {
        await using Gateway gateway = await ImportAsync(EarlierSystem.OneProviderAPort, new()
        {
            ["OPENAI_API_KEY"] = "sk-your-requesty-api-key", ["ROUTER_CLIENT_KEY"] = Gateway.Key, ["REQUESTY_BASE_URL"] = $"{_provider.BaseUrl}/v1",
        });

        await LoopAsync(gateway, Gateway.Key, []);
        await LoopAsync(gateway, Gateway.Key, [], "--model", "claude-requesty-glm");

        Assert.Equal(["groq/moonshotai/Kimi-K2-Instruct-0905", "zai/GLM-4.6"], _provider.Requests.Select(request => request.Model).Distinct());
    }

    [Fact]
    public async Task OneModel_WithAPlaceholderForAKey()
    {
        await using Gateway gateway = await ImportAsync(EarlierSystem.OneModel($"{_provider.BaseUrl}/v1"), new() { ["TARGET_API_KEY"] = "sk-target-000001" });

        await LoopAsync(gateway, "placeholder", []);

        Assert.All(_provider.Requests, request => Assert.Equal("deepseek-chat", request.Model));
    }

    [Theory]
    [InlineData("sonnet", "deepseek-v4-pro", "/deepseek/v1/messages?beta=true")]
    [InlineData("haiku", "deepseek-v4-flash", "/deepseek/v1/messages?beta=true")]
    [InlineData("opus", "kimi-k2.6", "/moonshot/v1/messages?beta=true")]
    [InlineData("claude-gpt-5.5", "gpt-5.5", "/openai/v1/chat/completions")] // there a stated gap: tools
    [InlineData("claude-gemini-2.5-pro", "gemini-2.5-pro", "/gemini/v1/chat/completions")]
    [InlineData("claude-qwen-max", "qwen-max", "/qwen/v1/chat/completions")]
    public async Task ByName_WithTheClientsVariablesOfThatProxy(string model, string upstream, string target)
    {
        await using Gateway gateway = await ImportAsync(EarlierSystem.ByName, new()
        {
            ["DEEPSEEK_API_KEY"] = "sk-deepseek-0001", ["MOONSHOT_API_KEY"] = "sk-moonshot-0001", ["OPENAI_API_KEY"] = "sk-openai-000001", ["GEMINI_API_KEY"] = "gemini-000000001", ["DASHSCOPE_API_KEY"] = "sk-dashscope-001",
            ["DEEPSEEK_BASE_URL"] = $"{_provider.BaseUrl}/deepseek", ["MOONSHOT_BASE_URL"] = $"{_provider.BaseUrl}/moonshot", ["OPENAI_BASE_URL"] = $"{_provider.BaseUrl}/openai/v1",
            ["GEMINI_BASE_URL"] = $"{_provider.BaseUrl}/gemini/v1", ["QWEN_BASE_URL"] = $"{_provider.BaseUrl}/qwen/v1",
        });
        Dictionary<string, string> client = new()
        {
            ["ANTHROPIC_DEFAULT_HAIKU_MODEL"] = "claude-deepseek-v4-flash", ["ANTHROPIC_DEFAULT_SONNET_MODEL"] = "claude-deepseek-v4-pro", ["ANTHROPIC_DEFAULT_OPUS_MODEL"] = "claude-kimi-k2.6",
            ["CLAUDE_CODE_SUBAGENT_MODEL"] = "claude-deepseek-v4-flash", ["ANTHROPIC_MODEL"] = "sonnet",
        };

        await LoopAsync(gateway, "dummy-claude-model-proxy", client, model == "sonnet" ? [] : ["--model", model]);

        Assert.All(_provider.Requests, request => Assert.Equal((target, upstream), (request.Target, request.Model)));
    }

    [Theory]
    [InlineData("deepseek-chat", "/deepseek/v1/chat/completions")]
    [InlineData("claude-3-5-sonnet-direct", "/direct/v1/messages?beta=true")]
    public async Task ModelsFile_WithTheProvidersKeyInTheRequest(string model, string target)
    {
        await using Gateway gateway = await ImportAsync(EarlierSystem.ModelsFile(_provider.BaseUrl), []);

        await LoopAsync(gateway, "sk-the-users-own", [], "--model", model);

        Assert.All(_provider.Requests, request => Assert.Equal(target, request.Target));
        Assert.All(_provider.Requests, request => Assert.Contains("sk-the-users-own", request.Headers.GetValueOrDefault("x-api-key") ?? request.Headers["Authorization"], StringComparison.Ordinal));
    }
}
