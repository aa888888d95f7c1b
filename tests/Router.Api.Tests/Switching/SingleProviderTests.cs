using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Switching;

/// <summary>From the converter with one provider: the router.json of its guide, and that proxy's own checks.</summary>
public sealed class SingleProviderTests : IAsyncLifetime
{
    private readonly TestFolder _folder = new();
    private FakeProvider _provider = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        string guide = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "switching", "single-provider.md"));
        string block = guide.Split("```jsonc file=\"router.json\"\n")[1].Split("```")[0];
        Assert.Contains("\"https://llm.example.com/v1\"", block, StringComparison.Ordinal);
        _folder.Write("router.json", block.Replace("https://llm.example.com", _provider.BaseUrl, StringComparison.Ordinal));
        _gateway = await TestGateway.StartInAsync(_folder, environment: new() { ["UPSTREAM_API_KEY"] = "sk-of-the-provider" });
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _provider.DisposeAsync();
    }

    private Task<string> RunAsync(string lines) => Shell.RunAsync(_folder.Path, lines.Replace("http://127.0.0.1:4002", _gateway.Address, StringComparison.Ordinal));

    [Fact]
    public async Task ModelList_HasWhatTheClientExpects()
    {
        JsonNode list = JsonNode.Parse(await RunAsync("curl -s http://127.0.0.1:4002/v1/models"))!;

        JsonNode sonnet = list["data"]!.AsArray().Single(model => (string?)model!["id"] == "claude-sonnet-4-6")!;
        Assert.Equal(("model", "claude-sonnet-4-6"), ((string?)sonnet["type"], (string?)sonnet["display_name"]));
        Assert.Contains(list["data"]!.AsArray(), model => (string?)model!["display_name"] == "MiniMax M2.7"); // one more, by an entry of its own
    }

    [Fact]
    public async Task Message_WithoutAnyKey_GoesToTheOneModel()
    {
        _provider.Enqueue(Reply.Json(200, ChatSamples.Completion()));

        string answer = await RunAsync("""
            curl -sS -X POST http://127.0.0.1:4002/v1/messages \
              -H "Content-Type: application/json" \
              -d '{"model":"claude-sonnet-4-6","messages":[{"role":"user","content":"Hello"}],"max_tokens":100}'
            """);

        Assert.Equal(("Hello, world!", "claude-sonnet-4-6"), ((string?)JsonNode.Parse(answer)!["content"]![0]!["text"], (string?)JsonNode.Parse(answer)!["model"]));
        ReceivedRequest received = Assert.Single(_provider.Requests);
        Assert.Equal(("/v1/chat/completions", "Bearer sk-of-the-provider", "MiniMax-M2.7-highspeed"), (received.Target, received.Headers["Authorization"], received.Model));
    }

    [Fact]
    public async Task ChineseStream_CutAtEveryByte_StaysWhole_AndTheQueryDoesNotMatter()
    {
        const string Text = "你好，世界 🎉";
        byte[] stream = Encoding.UTF8.GetBytes(ChatSamples.Stream(Text));
        Reply reply = Reply.Sse();
        foreach (byte one in stream)
        {
            reply.Send([one]);
        }

        _provider.Enqueue(reply);

        string answer = await RunAsync("""
            curl -sS -X POST "http://127.0.0.1:4002/v1/messages?beta=true" -H "Content-Type: application/json" -H "x-api-key: fake-key-not-needed" \
              -d '{"model":"claude-sonnet-4-6","messages":[{"role":"user","content":"你好"}],"max_tokens":100,"stream":true}'
            """);

        IEnumerable<string?> deltas = answer.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonNode.Parse(line["data: ".Length..])!)
            .Where(data => (string?)data["type"] == "content_block_delta").Select(data => (string?)data["delta"]!["text"]);
        Assert.Equal(Text, string.Concat(deltas));
        Assert.Contains("你好", _provider.Requests[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RateLimit_IsWaitedFor()
    {
        _provider.Enqueue(Reply.Json(429, ChatSamples.Error("slow down", "rate_limit_exceeded")).With("retry-after", "1"));
        _provider.Enqueue(Reply.Json(200, ChatSamples.Completion()));

        string answer = await RunAsync("""
            curl -sS -X POST http://127.0.0.1:4002/v1/messages -H "Content-Type: application/json" \
              -d '{"model":"claude-haiku-4-5","messages":[{"role":"user","content":"Hello"}],"max_tokens":100}'
            """);

        Assert.Contains("Hello, world!", answer, StringComparison.Ordinal);
        Assert.Equal(2, _provider.Requests.Count);
    }
}
