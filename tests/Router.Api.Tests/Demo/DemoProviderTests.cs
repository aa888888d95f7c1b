using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Demo;

public sealed class DemoProviderTests
{
    private const string Instant = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/instant"] } } """;

    private const string Bash = """{"name":"Bash","input_schema":{"type":"object","properties":{"command":{"type":"string"},"timeout":{"type":"number"}},"required":["command"]}}""";
    private const string Write = """{"name":"Write","input_schema":{"type":"object","properties":{"file_path":{"type":"string"},"content":{"type":"string"}},"required":["file_path","content"]}}""";

    private static string Body(string messages, string tools = "", bool stream = false) =>
        $$"""{"model":"claude-test","max_tokens":1024,"stream":{{(stream ? "true" : "false")}},"tools":[{{tools}}],"messages":[{{messages}}]}""";

    private static string User(string text) => $$"""{"role":"user","content":[{"type":"text","text":"<system-reminder>Bash 900 words</system-reminder>"},{"type":"text","text":"{{text}}"}]}""";

    private static async Task<JsonNode> AskAsync(TestGateway gateway, string body)
    {
        using HttpResponseMessage response = await gateway.PostAsync(body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    [Fact]
    public async Task NoConfigurationAndNoKey_EveryClaudeNameIsAnsweredByTheDemoModel()
    {
        using var folder = new TestFolder();
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);
        string key = (await File.ReadAllLinesAsync(Path.Combine(folder.Path, "state", "first-keys"))).First(line => line.Contains("ANTHROPIC_API_KEY", StringComparison.Ordinal)).Split('=')[1];

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false, model: "claude-opus-5-5"), request => request.Headers.Add("x-router-key", key));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonNode message = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("claude-opus-5-5", (string?)message["model"]);
        Assert.Contains("\"Hi\"", (string?)message["content"]![0]!["text"], StringComparison.Ordinal);
        Assert.Equal("demo", Assert.Single(response.Headers.GetValues("x-router-provider")));
    }

    [Fact]
    public async Task SameRequest_GetsTheSameAnswer()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Instant);

        string first = (await AskAsync(gateway, Body(User("Hello")))).ToJsonString();

        Assert.Equal(first, (await AskAsync(gateway, Body(User("Hello")))).ToJsonString());
    }

    [Fact]
    public async Task PromptThatAsksForATool_GetsACallThatFitsItsSchema()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Instant);

        JsonNode message = await AskAsync(gateway, Body(User("Please use Bash and Write"), $"{Bash},{Write}"));

        Assert.Equal("tool_use", (string?)message["stop_reason"]);
        Assert.Equal(["text", "tool_use", "tool_use"], message["content"]!.AsArray().Select(block => (string?)block!["type"]));
        Assert.Equal("""{"command":"echo Hello from the demo model"}""", message["content"]![1]!["input"]!.ToJsonString());
        Assert.Equal("""{"file_path":"demo.txt","content":"demo"}""", message["content"]![2]!["input"]!.ToJsonString());
        Assert.NotEqual((string?)message["content"]![1]!["id"], (string?)message["content"]![2]!["id"]);
    }

    [Theory]
    [InlineData("Write a poem")]
    [InlineData("Bash is a shell")]
    [InlineData("use BashOutput")]
    public async Task PromptThatAsksForNoTool_GetsWords(string prompt)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Instant);

        Assert.Equal("end_turn", (string?)(await AskAsync(gateway, Body(User(prompt), $"{Bash},{Write}")))["stop_reason"]);
    }

    [Theory]
    [InlineData("""{"role":"user","content":"cut \ud83d"}""", "")]
    [InlineData("""{"role":"user","content":"Hello"}""", """{"name":"cut \ud83d","input_schema":{}}""")]
    public async Task TextCutInsideACharacter_IsTheClientsFault(string message, string tool)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Instant);

        using HttpResponseMessage response = await gateway.PostAsync(Body(message, tool));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("cut inside a character", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToolsThatAreNone_AndPromptsOfManyMegabytes_AreAnswered()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Instant);

        JsonNode message = await AskAsync(gateway, Body(User($"use Bash {new string('a', 4_000_000)}"), $"1,null,\"x\",{Bash}"));

        Assert.Equal("tool_use", (string?)message["stop_reason"]);
    }

    [Fact]
    public async Task ToolResult_IsQuoted()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Instant);
        const string History = """
            {"role":"user","content":"use Bash"},
            {"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"Bash","input":{}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"tool-was-here"}]}
            """;

        JsonNode message = await AskAsync(gateway, Body(History, Bash));

        Assert.Contains("tool-was-here", (string?)message["content"]![0]!["text"], StringComparison.Ordinal);
        Assert.Equal("end_turn", (string?)message["stop_reason"]);
    }

    [Fact]
    public async Task NumberOfWords_IsGiven_StreamedAndWhole()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Instant);

        string text = (string)(await AskAsync(gateway, Body(User("500 words"))))["content"]![0]!["text"]!;
        using HttpResponseMessage stream = await gateway.PostAsync(Body(User("500 words"), stream: true));
        string events = await stream.Content.ReadAsStringAsync();

        Assert.Equal(500, text.Split(' ').Length);
        Assert.Equal(500, events.Split("text_delta").Length - 1);
        Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelThatPauses_SpeaksWordByWord()
    {
        var clock = new ManualClock();
        await using TestGateway gateway = await TestGateway.StartAsync(Instant.Replace("demo/instant", "demo/demo", StringComparison.Ordinal), clock);
        Task<HttpResponseMessage> asking = gateway.PostAsync(Body(User("3 words"), stream: true));
        await clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(399), TimeSpan.FromMilliseconds(400));
        clock.Advance(TimeSpan.FromMilliseconds(400));
        const int Frames = 8; // message_start, the block's start, three words, its stop, message_delta, message_stop
        for (int frame = 0; frame < Frames; frame++)
        {
            await clock.WaitForTimerAsync(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(25));
            clock.Advance(TimeSpan.FromMilliseconds(25));
        }

        using HttpResponseMessage response = await asking;
        string events = await response.Content.ReadAsStringAsync();
        Assert.Equal(3, events.Split("text_delta").Length - 1);
        Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", events, StringComparison.Ordinal);
    }
}
