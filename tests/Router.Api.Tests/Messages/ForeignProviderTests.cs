using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>What of Claude Code's own request goes to Anthropic and to others, to the byte.</summary>
public sealed class ForeignProviderTests
{
    private const string Body =
        """
        { "max_tokens":1024 ,"model"  :  "claude-test","system":[ {"type":"text","text":"x-anthropic-billing-header: cc_version=1; cc_entrypoint=cli;"} ,
          {"type":"text","text":"Gr\u00fc\u00dfe","cache_control":{"type":"ephemeral","ttl":"1h","scope":"global"}}],
          "tools":[{"name":"Bash","input_schema":{"cache_control":{"ttl":"1h"}}} , {"type":"web_search_20250305","name":"web_search","max_uses":8},{"name":"Read","defer_loading":true,"input_schema":{}}],
          "messages":[ {"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"c2ln"},{"type":"tool_use","id":"toolu_1","name":"Bash","input":{"cache_control":{"ttl":"1h"}}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"é","cache_control":{"ttl":"1h","type":"ephemeral"}}]}]} ]}
        """;

    private const string Attribution = """{"type":"text","text":"x-anthropic-billing-header: cc_version=1; cc_entrypoint=cli;"} ,""" + "\n  ";
    private const string SystemMark = """{"type":"ephemeral","ttl":"1h","scope":"global"}""";
    private const string ResultMark = """{"ttl":"1h","type":"ephemeral"}""";
    private const string SearchTool = """ , {"type":"web_search_20250305","name":"web_search","max_uses":8}""";
    private const string Deferral = ""","defer_loading":true""";
    private const string PlainMark = """{"type":"ephemeral"}""";

    private static string Without(params (string Old, string New)[] changes) =>
        changes.Aggregate(Body, (body, change) => body.Replace(change.Old, change.New, StringComparison.Ordinal));

    [Fact]
    public async Task Native_GetsItToTheByte()
    {
        (string sent, _) = await SendAsync("native", "");

        Assert.Equal(Body, sent);
    }

    [Fact]
    public async Task Compatible_GetsItWithoutWhatIsAnthropicsOwn_AndTheRestToTheByte()
    {
        (string sent, string notes) = await SendAsync("anthropic", "");

        Assert.Equal(Without((Attribution, ""), (SystemMark, PlainMark), (ResultMark, PlainMark), (SearchTool, ""), (Deferral, "")), sent);
        Assert.Equal("web-search-dropped", notes);
    }

    [Fact]
    public async Task CompatibleThatTakesCacheOptions_GetsThem()
    {
        (string sent, _) = await SendAsync("anthropic", """, "cacheOptions": true """);

        Assert.Equal(Without((Attribution, ""), (SearchTool, ""), (Deferral, "")), sent);
    }

    [Fact]
    public async Task CompatibleThatTakesServerTools_GetsThemAndDeferral()
    {
        (string sent, string notes) = await SendAsync("anthropic", """, "serverTools": true """);

        Assert.Equal(Without((Attribution, ""), (SystemMark, PlainMark), (ResultMark, PlainMark)), sent);
        Assert.Empty(notes);
    }

    [Fact]
    public async Task Count_IsAskedOfTheSameRequest()
    {
        (string sent, _) = await SendAsync("anthropic", "", "/v1/messages/count_tokens", """{"input_tokens":7}""");

        Assert.Equal(Without((Attribution, ""), (SystemMark, PlainMark), (ResultMark, PlainMark), (SearchTool, ""), (Deferral, "")), sent);
    }

    [Fact]
    public async Task MarkOnABlockThatGoesAnyway_IsNoSecondEdit()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Json(400, """{"type":"error","error":{"type":"invalid_request_error","message":"messages.0.content.0: Invalid `signature` in `thinking` block"}}"""),
            Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartAsync(provider, "anthropic", "");

        using HttpResponseMessage response = await gateway.PostAsync(
            """{"model":"claude-test","max_tokens":9,"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"hm","signature":"c2ln","cache_control":{"ttl":"1h"}},{"type":"text","text":"a","cache_control":{"ttl":"1h"}}]},{"role":"user","content":"b"}]}""");

        Assert.Equal(
            """{"model":"claude-test","max_tokens":9,"messages":[{"role":"assistant","content":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}}]},{"role":"user","content":"b"}]}""",
            provider.Requests[1].Text);
    }

    private static async Task<(string Sent, string Notes)> SendAsync(string style, string extra, string path = "/v1/messages", string? answer = null)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, answer ?? Samples.Message()));
        await using TestGateway gateway = await StartAsync(provider, style, extra);
        using HttpResponseMessage response = await gateway.PostAsync(Body, request => request.RequestUri = new Uri(path, UriKind.Relative));
        return (provider.Requests[0].Text, response.Headers.TryGetValues("x-router-notes", out IEnumerable<string>? notes) ? notes.Single() : "");
    }

    private static Task<TestGateway> StartAsync(FakeProvider provider, string style, string extra) => TestGateway.StartAsync(
        $$""" "providers": { "a": { "style": "{{style}}", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["secret-a"], "retries": 0{{extra}} } }, "models": { "claude-test": { "targets": ["a/*"] } } """);
}
