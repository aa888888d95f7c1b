using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Routing;

/// <summary>What a model entry says about requests, on the wire to each kind of provider.</summary>
public sealed class RouteShapeTests
{
    private const string Body =
        """
        { "max_tokens":32000 ,"model"  :  "claude-test","tools":[{"name":"Bash","input_schema":{}},
          {"name":"WebSearch","input_schema":{}}],"messages":[ {"role":"user","content":"Gr\u00fc\u00dfe"}],"thinking":{"type":"adaptive"} }
        """;

    private const string Shape = """, "removeTools": ["WebSearch"], "maxOutputTokens": "8k", "reasoningEffort": "high" """;

    [Theory]
    [InlineData("native")]
    [InlineData("anthropic")]
    public async Task EntryWithAShape_ChangesThatAndNothingElse(string style)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartAsync(provider, style, "", Shape);

        using HttpResponseMessage response = await gateway.PostAsync(Body);

        Assert.Equal(
            """
            {"output_config":{"effort":"high"}, "max_tokens":8000 ,"model"  :  "claude-test","tools":[{"name":"Bash","input_schema":{}}],"messages":[ {"role":"user","content":"Gr\u00fc\u00dfe"}],"thinking":{"type":"adaptive"} }
            """,
            provider.Requests[0].Text.TrimEnd());
        Assert.Equal("max-tokens-lowered", response.Headers.GetValues("x-router-notes").Single());
    }

    [Theory]
    [InlineData("native")]
    [InlineData("anthropic")]
    public async Task EntryWithoutAShape_IsSentToTheByte(string style)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartAsync(provider, style, "", """, "displayName": "x", "contextWindow": "200k", "price": { "input": 1 } """);

        using HttpResponseMessage response = await gateway.PostAsync(Body);

        Assert.Equal(Body, provider.Requests[0].Text);
        Assert.False(response.Headers.Contains("x-router-notes"));
    }

    [Fact]
    public async Task EntryWhoseShapeIsMetAlready_IsSentToTheByte()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartAsync(provider, "native", "", """, "removeTools": ["NotebookEdit"], "maxOutputTokens": "64k" """);

        using HttpResponseMessage response = await gateway.PostAsync(Body);

        Assert.Equal(Body, provider.Requests[0].Text);
    }

    [Theory]
    [InlineData("native", "/v1/messages")]
    [InlineData("openai", "/v1/chat/completions")]
    public async Task ExtraBodyAndHeaders_GoOverTheProviders(string style, string path)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await StartAsync(
            provider, style, """, "extraBody": { "seed": 1, "top_k": 40 }, "headers": { "X-Team": "provider", "x-other": "stays" } """, """, "extraBody": { "seed": 2 }, "headers": { "x-team": "route" } """);

        using HttpResponseMessage response = await gateway.PostAsync(Body);

        ReceivedRequest received = provider.Requests[0];
        Assert.StartsWith(path, received.Target, StringComparison.Ordinal);
        Assert.Equal((2, 40), ((int)received.Json["seed"]!, (int)received.Json["top_k"]!));
        Assert.Equal(("route", "stays"), (received.Headers["x-team"], received.Headers["x-other"]));
    }

    [Fact]
    public async Task ExtraBody_IsTheLastWord()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartAsync(provider, "native", "", Shape + """, "extraBody": { "max_tokens": 9, "tools": [], "output_config": { "effort": "max" } } """);

        using HttpResponseMessage response = await gateway.PostAsync(Body);

        JsonObject sent = provider.Requests[0].Json;
        Assert.Equal("""{"effort":"max"}""", sent["output_config"]!.ToJsonString());
        Assert.Equal(9, (int)sent["max_tokens"]!);
        Assert.Empty(sent["tools"]!.AsArray());
    }

    [Fact]
    public async Task TwoTargetsOfOneEntry_GetTheSameShape_EachInItsDialect()
    {
        await using FakeProvider chat = await FakeProvider.StartAsync(Reply.Json(500, "{}"));
        await using FakeProvider native = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$"""
            "providers": { "chat": { "style": "openai", "baseUrl": "{{chat.BaseUrl}}", "credentials": ["chat-secret"] }, "native": { "style": "native", "baseUrl": "{{native.BaseUrl}}", "credentials": ["native-secret"] } },
            "models": { "claude-test": { "targets": ["chat/m", "shaped"] }, "shaped": { "targets": ["native/m"], "removeTools": ["WebSearch"] } }
            """);

        using HttpResponseMessage response = await gateway.PostAsync(Body);

        Assert.Equal("native", response.Headers.GetValues("x-router-provider").Single());
        Assert.Equal(["Bash", "WebSearch"], chat.Requests[0].Json["tools"]!.AsArray().Select(tool => (string)tool!["function"]!["name"]!));
        Assert.Equal(["Bash"], native.Requests[0].Json["tools"]!.AsArray().Select(tool => (string)tool!["name"]!));
    }

    [Fact]
    public async Task RemovedTools_AreNotCounted()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, """{"input_tokens":7}"""));
        await using TestGateway gateway = await StartAsync(provider, "native", "", Shape);

        using HttpResponseMessage response = await gateway.PostAsync(Body, request => request.RequestUri = new Uri("/v1/messages/count_tokens", UriKind.Relative));

        Assert.Equal(Body.Replace(",\n  {\"name\":\"WebSearch\",\"input_schema\":{}}", "", StringComparison.Ordinal), provider.Requests[0].Text);
    }

    private static Task<TestGateway> StartAsync(FakeProvider provider, string style, string providerExtra, string entryExtra) => TestGateway.StartAsync(
        $$""" "providers": { "a": { "style": "{{style}}", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["secret-a"], "retries": 0{{providerExtra}} } }, "models": { "claude-test": { "targets": ["a/*"]{{entryExtra}} } } """);
}
