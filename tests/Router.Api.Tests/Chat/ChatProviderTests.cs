using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Chat;

/// <summary>What a chat-completions provider gets, and what the client gets of its answers.</summary>
public sealed class ChatProviderTests
{
    [Fact]
    public async Task Request_GoesToChatCompletions_WithoutAnythingOfAnthropics()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, ChatSamples.Completion()));
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl, ", \"headers\": { \"X-Title\": \"team\" }, \"query\": { \"v\": \"1\" }, \"extraBody\": { \"top_k\": 40 }");

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request =>
        {
            request.Headers.Add("anthropic-version", "2023-06-01");
            request.Headers.Add("anthropic-beta", "context-management-2025-06-27");
            request.Headers.Add("x-claude-code-session-id", "s-1");
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        ReceivedRequest received = Assert.Single(provider.Requests);
        Assert.Equal("/v1/chat/completions?v=1", received.Target);
        Assert.Equal("Bearer upstream-secret-chat", received.Headers["Authorization"]);
        Assert.Equal("team", received.Headers["X-Title"]);
        Assert.DoesNotContain(received.Headers.Keys, name => name.StartsWith("anthropic", StringComparison.OrdinalIgnoreCase) || name.StartsWith("x-claude", StringComparison.OrdinalIgnoreCase) || name == "x-api-key");
        Assert.Equal("upstream-model", received.Model);
        Assert.Equal(40, (int)received.Json["top_k"]!);
        Assert.Equal("""[{"role":"user","content":"Hi"}]""", received.Json["messages"]!.ToJsonString());
    }

    [Theory]
    [InlineData("", "/v1/chat/completions")]
    [InlineData("/", "/v1/chat/completions")]
    [InlineData("/v1", "/v1/chat/completions")]
    [InlineData("/api/v3/", "/api/v3/chat/completions")]
    [InlineData("/v1beta/openai", "/v1beta/openai/chat/completions")]
    [InlineData("/api/paas/v4", "/api/paas/v4/chat/completions")]
    public async Task BaseUrl_MayHoldTheVersionOrNot(string path, string expected)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, ChatSamples.Completion()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "chat": { "style": "openai", "baseUrl": "{{provider.BaseUrl}}{{path}}", "credentials": ["none"] } }, "models": { "claude-test": { "targets": ["chat/m"] } } """);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(expected, Assert.Single(provider.Requests).Target);
    }

    [Fact]
    public async Task Azure_GetsItsDeploymentsPath_VersionAndKeyHeader()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, ChatSamples.Completion()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "azure": { "preset": "azure", "baseUrl": "{{provider.BaseUrl}}/openai", "credentials": ["azure-secret-key"] } }, "models": { "claude-test": { "targets": ["azure/my gpt"] } } """);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        ReceivedRequest received = Assert.Single(provider.Requests);
        Assert.StartsWith("/openai/deployments/my%20gpt/chat/completions?api-version=", received.Target, StringComparison.Ordinal);
        Assert.Equal("azure-secret-key", received.Headers["api-key"]);
        Assert.False(received.Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_CarriesTheAskedName_UsageWithoutCachedTokens_AndTheGatewaysHeaders(bool stream)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(stream ? Reply.Sse(ChatSamples.Stream()) : Reply.Json(200, ChatSamples.Completion()));
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream));
        string text = await response.Content.ReadAsStringAsync();

        Assert.Equal(stream ? "text/event-stream" : "application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"model\":\"claude-test\"", text, StringComparison.Ordinal);
        Assert.Contains("\"input_tokens\":30", text, StringComparison.Ordinal);
        Assert.Contains("\"cache_read_input_tokens\":20", text, StringComparison.Ordinal);
        Assert.Equal("chat", Assert.Single(response.Headers.GetValues("x-router-provider")));
        Assert.Equal("upstream-model", Assert.Single(response.Headers.GetValues("x-router-model")));
        Assert.NotEmpty(response.Headers.GetValues("request-id"));
        Assert.Equal(stream, (bool?)provider.Requests[0].Json["stream"] ?? false);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Stream_InAnyPieces_IsTheSame(int size)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().SendInPieces(ChatSamples.Stream("Grüße, 世界! 😀 and more"), size));
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        string events = await response.Content.ReadAsStringAsync();

        Assert.Equal("Grüße, 世界! 😀 and more", ChatGateway.TextOf(events));
        Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MessageStart_HoldsAnEstimate_CorrectedByWhatTheProviderReported()
    {
        string filler = string.Join(' ', Enumerable.Repeat("word", 2000));
        string body = TestGateway.Body(stream: true).Replace("\"Hi\"", $"\"{filler}\"", StringComparison.Ordinal);
        string twice = ChatSamples.Stream().Replace("\"prompt_tokens\":50", "\"prompt_tokens\":4000", StringComparison.Ordinal);
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Sse(twice);
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl);

        List<long> told = [];
        for (int round = 0; round < 12; round++)
        {
            using HttpResponseMessage response = await gateway.PostAsync(body);
            string start = (await response.Content.ReadAsStringAsync()).Split('\n')[1]["data: ".Length..];
            told.Add((long)JsonNode.Parse(start)!["message"]!["usage"]!["input_tokens"]!);
        }

        Assert.InRange(told[0], 1500, 2600);
        Assert.InRange(told[^1], 3200, 4400);
    }

    [Fact]
    public async Task OneMessageInPlaceOfAStream_IsToldAsAStream()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, ChatSamples.Completion("All at once")));
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal("All at once", ChatGateway.TextOf(await response.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("native")]
    public async Task ProviderThatCannotStream_IsAskedForOnePiece(string style)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, style == "native" ? Samples.Message("All at once") : ChatSamples.Completion("All at once")));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "p": { "style": "{{style}}", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["upstream-secret"], "stream": false } }, "models": { "claude-test": { "targets": ["p/m"] } } """);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal("All at once", ChatGateway.TextOf(await response.Content.ReadAsStringAsync()));
        Assert.False((bool?)Assert.Single(provider.Requests).Json["stream"] ?? false);
    }

    [Fact]
    public async Task ProviderThatCannotStream_CallsToolsToo()
    {
        const string Call = """{"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"Bash","arguments":"{\"command\":\"ls\"}"}}]},"finish_reason":"tool_calls"}]}""";
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Call));
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl, ", \"stream\": false");

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        string events = await response.Content.ReadAsStringAsync();

        Assert.Contains(""""content_block":{"type":"tool_use","id":"call_1","name":"Bash","input":{}}"""", events, StringComparison.Ordinal);
        Assert.Equal("""{"command":"ls"}""", ChatGateway.ArgumentsOf(events));
        Assert.Contains("\"stop_reason\":\"tool_use\"", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_ReachTheClient_WhileTheProviderStillWritesThem()
    {
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Sse().Send(ChatSamples.Role() + ChatSamples.Call(0, "call_1", "Write", "") + ChatSamples.Arguments(0, """{"text":"half""")).Wait(go.Task)
                .Send(ChatSamples.Arguments(0, """ and half"}""") + ChatSamples.Finish("tool_calls") + ChatSamples.End));
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var events = new StringBuilder();
        while (ChatGateway.ArgumentsOf(events.ToString()) != """{"text":"half""")
        {
            events.Append(await reader.ReadLineAsync()).Append('\n');
        }

        go.SetResult();
        Assert.Equal("""{"text":"half and half"}""", ChatGateway.ArgumentsOf(events + await reader.ReadToEndAsync()));
    }

    [Fact]
    public async Task WhatTranslationDrops_StandsInTheNotes()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, ChatSamples.Completion()));
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl, ", \"capabilities\": { \"images\": false }");
        const string Picture = """{"model":"claude-test","max_tokens":9,"messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}]}]}""";

        using HttpResponseMessage response = await gateway.PostAsync(Picture);

        Assert.Contains("image", Assert.Single(response.Headers.GetValues("x-router-notes")), StringComparison.Ordinal);
        Assert.DoesNotContain("iVBORw0KGgo", provider.Requests[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RateLimitHeaders_AreSaidInAnthropicsNames()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, ChatSamples.Completion())
            .With("x-ratelimit-limit-requests", "500").With("x-ratelimit-remaining-requests", "499").With("x-ratelimit-reset-requests", "6m0s")
            .With("x-ratelimit-limit-tokens", "-1").With("x-ratelimit-reset-tokens", "120ms").With("x-request-id", "upstream-id"));
        var clock = new ManualClock();
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl, clock: clock);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal("500", Assert.Single(response.Headers.GetValues("anthropic-ratelimit-requests-limit")));
        Assert.Equal("499", Assert.Single(response.Headers.GetValues("anthropic-ratelimit-requests-remaining")));
        Assert.Equal("2026-11-21T12:06:00Z", Assert.Single(response.Headers.GetValues("anthropic-ratelimit-requests-reset")));
        Assert.False(response.Headers.Contains("anthropic-ratelimit-tokens-limit"));
        Assert.False(response.Headers.Contains("x-request-id"));
    }

    [Fact]
    public async Task WhatCannotBeSaidThere_GoesToTheNextTarget_ElseItIsA400ThatNamesTheField()
    {
        const string File = """{"model":"claude-test","max_tokens":9,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"file_1"}}]}]}""";
        await using FakeProvider chat = await FakeProvider.StartAsync();
        await using FakeProvider native = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway both = await TestGateway.StartAsync(
            $$""" "providers": { "chat": {{ChatGateway.Provider(chat.BaseUrl)}}, "native": { "style": "native", "baseUrl": "{{native.BaseUrl}}", "credentials": ["upstream-secret"] } }, "models": { "claude-test": { "targets": ["chat/m", "native/m"] } } """);
        await using TestGateway alone = await ChatGateway.StartAsync(chat.BaseUrl);

        using HttpResponseMessage answered = await both.PostAsync(File);
        using HttpResponseMessage refused = await alone.PostAsync(File);

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("messages.0.content.0", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(chat.Requests);
    }
}
