using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>A session that used what only Anthropic has goes on at another provider, which would refuse any block, field or beta that it does not know.</summary>
public sealed class MovedSessionTests
{
    private const string Body =
        """
        {"model":"claude-test","max_tokens":100,"container":"c1","mcp_servers":[{"type":"url","name":"s","url":"https://e.org"}],"output_config":{"effort":"high"},
        "tools":[{"name":"ToolSearch","input_schema":{"type":"object"}},{"name":"Glob","defer_loading":true,"input_examples":[{}],"allowed_callers":["direct"],"input_schema":{"type":"object"}},{"type":"web_search_20250305","name":"web_search"}],
        "messages":[
        {"role":"user","content":[{"type":"text","text":"a"},{"type":"container_upload","file_id":"f"}]},
        {"role":"assistant","content":[{"type":"text","text":"So.","citations":[{"type":"web_search_result_location","url":"https://e.org","encrypted_index":"x"}]},{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"q"}},{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","url":"https://e.org","title":"T","encrypted_content":"e"}]},{"type":"mcp_tool_use","id":"m","name":"find","server_name":"s","input":{}},{"type":"mcp_tool_result","tool_use_id":"m","content":[{"type":"text","text":"found"}]},{"type":"fallback","from":{"model":"a"},"to":{"model":"b"}},{"type":"tool_use","id":"toolu_1","name":"ToolSearch","input":{"query":"Glob"},"caller":{"type":"direct"}}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"tool_reference","tool_name":"Glob"}]}]}]}
        """;

    private const string Betas = "claude-code-20250219,extended-cache-ttl-2025-04-11,prompt-caching-scope-2026-01-05,advanced-tool-use-2025-11-20,mcp-client-2025-11-20,web-fetch-2025-09-10,effort-2025-11-24,context-1m-2025-08-07";

    private static readonly string[] AnthropicsOwn =
        ["server_tool_use", "web_search_tool_result", "mcp_tool_use", "mcp_tool_result", "tool_reference", "container_upload", "fallback", "web_search_20250305", "encrypted_", "citations", "caller", "defer_loading", "input_examples", "mcp_servers", "\"container\""];

    [Fact]
    public async Task CompatibleProvider_GetsWordsAndNoBetaOfWhatIsGone()
    {
        (ReceivedRequest sent, string notes) = await SendAsync("anthropic", "", Body);

        Assert.All(AnthropicsOwn, own => Assert.DoesNotContain(own, sent.Text, StringComparison.Ordinal));
        JsonNode[] blocks = [.. sent.Json["messages"]![1]!["content"]!.AsArray().Select(block => block!)];
        Assert.Equal(["text", "text", "text", "text", "text", "text", "tool_use"], blocks.Select(block => (string?)block["type"]));
        Assert.Equal("[web_search result]\nT\nhttps://e.org", (string?)blocks[2]["text"]);
        Assert.Equal("The tool Glob can be called now.", (string?)sent.Json["messages"]![2]!["content"]![0]!["content"]![0]!["text"]);
        Assert.Equal("claude-code-20250219,effort-2025-11-24,context-1m-2025-08-07", sent.Headers["anthropic-beta"]);
        Assert.Equal("web-search-dropped,container-dropped,mcp-dropped", notes);
    }

    [Fact]
    public async Task CountIsAskedOfTheSame()
    {
        (ReceivedRequest sent, _) = await SendAsync("anthropic", "", Body, "/v1/messages/count_tokens", """{"input_tokens":7}""");

        Assert.All(AnthropicsOwn, own => Assert.DoesNotContain(own, sent.Text, StringComparison.Ordinal));
        Assert.Equal("claude-code-20250219,effort-2025-11-24,context-1m-2025-08-07", sent.Headers["anthropic-beta"]);
    }

    [Fact]
    public async Task ChatProvider_GetsWords()
    {
        (ReceivedRequest sent, _) = await SendAsync("openai", "", Body, answer: ChatSamples.Completion("Done."));

        Assert.All(AnthropicsOwn, own => Assert.DoesNotContain(own, sent.Text, StringComparison.Ordinal));
        Assert.Equal("The tool Glob can be called now.", (string?)Assert.Single(ChatSamples.MessagesOf(sent, "tool"))["content"]);
        Assert.Equal(["ToolSearch", "Glob"], sent.Json["tools"]!.AsArray().Select(tool => (string?)tool!["function"]!["name"]));
        Assert.False(sent.Headers.ContainsKey("anthropic-beta"));
    }

    [Theory]
    [InlineData("native", "")]
    public async Task Anthropic_GetsItsOwnToTheByte(string style, string extra)
    {
        (ReceivedRequest sent, string notes) = await SendAsync(style, extra, Body);

        Assert.Equal(Body, sent.Text);
        Assert.Equal(Betas, sent.Headers["anthropic-beta"]);
        Assert.Empty(notes);
    }

    [Fact]
    public async Task CompatibleThatTakesAllOfIt_GetsItToTheByte()
    {
        (ReceivedRequest sent, _) = await SendAsync("anthropic", """, "serverTools": true, "cacheOptions": true """, Body);

        Assert.Equal(Body, sent.Text);
        Assert.Equal(Betas, sent.Headers["anthropic-beta"]);
    }

    [Fact]
    public async Task RemovedBeta_TakesTheFieldThatNeedsIt_AndARemovedFieldItsBeta()
    {
        const string Request = """{"model":"claude-test","max_tokens":9,"output_config":{"effort":"high"},"tools":[{"name":"a","strict":true,"input_schema":{}}],"messages":[{"role":"user","content":"hi"}]}""";

        (ReceivedRequest byBeta, _) = await SendAsync("anthropic", """, "removeBetas": ["effort-2025-11-24", "structured-outputs-2025-11-13"] """, Request);
        (ReceivedRequest byField, _) = await SendAsync("anthropic", """, "removeFields": ["output_config", "tools.strict"] """, Request);

        Assert.Equal("""{"model":"claude-test","max_tokens":9,"tools":[{"name":"a","input_schema":{}}],"messages":[{"role":"user","content":"hi"}]}""", byBeta.Text);
        Assert.Equal(byBeta.Text, byField.Text);
        Assert.Equal("claude-code-20250219,context-1m-2025-08-07", byBeta.Headers["anthropic-beta"]);
        Assert.Equal("claude-code-20250219,context-1m-2025-08-07", byField.Headers["anthropic-beta"]);
    }

    [Fact]
    public async Task SearchOfATranslatedAnswer_IsNeverSentToAnthropicAsItsOwn()
    {
        (ReceivedRequest sent, _) = await SendAsync(
            "native", "", """{"model":"claude-test","max_tokens":9,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"server_tool_use","id":"srvtoolu_rtrA1","name":"web_search","input":{}},{"type":"web_search_tool_result","tool_use_id":"srvtoolu_rtrA1","content":[{"type":"web_search_result","url":"https://e.org","title":"T","encrypted_content":"","page_age":null}]}]},{"role":"user","content":"b"}]}""");

        Assert.Equal(
            """{"model":"claude-test","max_tokens":9,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"text","text":"[web_search {}]"},{"type":"text","text":"[web_search result]\nT\nhttps://e.org"}]},{"role":"user","content":"b"}]}""", sent.Text);
    }

    [Theory]
    [InlineData("native", """, "imageLimits": { "most": 1 } """)]
    [InlineData("anthropic", """, "imageLimits": { "most": 1 } """)]
    [InlineData("openai", """, "imageLimits": { "most": 1 } """)]
    public async Task OldImages_MakeRoom_WhereTheProviderTakesFew(string style, string extra)
    {
        const string Request = """{"model":"claude-test","max_tokens":9,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]},{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"BBBB"}}]}]}""";

        (ReceivedRequest limited, string notes) = await SendAsync(style, extra, Request, answer: style == "openai" ? ChatSamples.Completion("Done.") : null);
        (ReceivedRequest free, _) = await SendAsync(style, "", Request, answer: style == "openai" ? ChatSamples.Completion("Done.") : null);

        Assert.DoesNotContain("AAAA", limited.Text, StringComparison.Ordinal);
        Assert.Contains("[An earlier image was left out: this provider takes at most 1 in one request.]", limited.Text, StringComparison.Ordinal);
        Assert.Contains("BBBB", limited.Text, StringComparison.Ordinal);
        Assert.Equal("old-images-dropped", notes);
        Assert.Contains("AAAA", free.Text, StringComparison.Ordinal);
    }

    private static async Task<(ReceivedRequest Sent, string Notes)> SendAsync(string style, string extra, string body, string path = "/v1/messages", string? answer = null)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, answer ?? Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "a": { "style": "{{style}}", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["secret-a"], "retries": 0{{extra}} } }, "models": { "claude-test": { "targets": ["a/*"] } } """);
        using HttpResponseMessage response = await gateway.PostAsync(body, request =>
        {
            request.RequestUri = new Uri(path, UriKind.Relative);
            request.Headers.Add("anthropic-beta", Betas);
        });
        return (provider.Requests[0], response.Headers.TryGetValues("x-router-notes", out IEnumerable<string>? notes) ? notes.Single() : "");
    }
}
