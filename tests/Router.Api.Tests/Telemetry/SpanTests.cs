using System.Diagnostics;
using System.Globalization;
using FakeUpstream;
using Router.Api.Telemetry;
using Router.Api.Tests.Chat;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Telemetry;

public sealed class SpanTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static async Task<Activity> SendAsync(TestGateway gateway, SpanCollector spans, string body, Action<HttpRequestMessage>? change = null)
    {
        using HttpResponseMessage response = await gateway.PostAsync(body, change);
        await response.Content.ReadAsStringAsync();
        return await spans.NextMessageAsync();
    }

    private static string? Tag(Activity span, string name) => Convert.ToString(span.GetTagItem(name), CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;

    [Fact]
    public async Task StreamedMessage_IsOneTrace_WithRoutingAttemptAndFirstContent()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using var spans = new SpanCollector(gateway);

        Activity chat = await SendAsync(gateway, spans, TestGateway.Body(stream: true));
        Activity server = await spans.NextRequestAsync();

        Assert.Equal("chat claude-test", chat.DisplayName);
        Assert.Equal((ActivityKind.Client, ActivityStatusCode.Unset), (chat.Kind, chat.Status));
        Assert.Equal(server.SpanId, chat.ParentSpanId);
        Assert.Equal("POST /v1/messages", server.DisplayName);
        Assert.Equal("200", Tag(server, "http.response.status_code"));
        var expected = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["gen_ai.operation.name"] = "chat",
            ["gen_ai.provider.name"] = "a",
            ["gen_ai.request.model"] = "claude-test",
            ["gen_ai.request.stream"] = "True",
            ["gen_ai.request.max_tokens"] = "1024",
            ["gen_ai.response.model"] = "upstream-model",
            ["gen_ai.usage.input_tokens"] = "35",
            ["gen_ai.usage.output_tokens"] = "15",
            ["gen_ai.usage.cache_read.input_tokens"] = "7",
            ["gen_ai.usage.cache_creation.input_tokens"] = "3",
            ["router.provider"] = "a",
            ["router.attempts"] = "1",
            ["router.ending"] = "complete",
            ["http.response.status_code"] = "200",
        };
        Assert.All(expected, tag => Assert.Equal(tag.Value, Tag(chat, tag.Key)));
        Assert.NotNull(Tag(chat, "gen_ai.response.time_to_first_chunk"));
        ActivityEvent first = Assert.Single(chat.Events);
        Assert.Equal("first_content", first.Name);
        Assert.InRange(first.Timestamp.UtcDateTime, chat.StartTimeUtc, chat.StartTimeUtc + chat.Duration);

        Activity[] steps = [.. spans.Below(chat)];
        Assert.Equal(["route", "gate a", "attempt a"], steps.Select(span => span.DisplayName));
        Activity attempt = steps[2];
        Assert.Equal(Tag(steps[1], "router.credential"), Tag(attempt, "router.credential"));
        Assert.Equal(("a", "answered", "upstream-model"), (Tag(attempt, "router.provider"), Tag(attempt, "router.outcome"), Tag(attempt, "router.model")));
        Assert.StartsWith("1-", Tag(attempt, "router.credential"));
        Assert.Equal("a/upstream-model", Tag(steps[0], "router.targets"));
    }

    [Fact]
    public async Task Failover_IsAnAttemptEach_AndNoErrorOfTheMessage()
    {
        await using FakeProvider busy = await FakeProvider.StartAsync(Reply.Json(529, Samples.Error("overloaded_error", "Overloaded")));
        await using FakeProvider other = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(busy.BaseUrl, other.BaseUrl));
        using var spans = new SpanCollector(gateway);

        Activity chat = await SendAsync(gateway, spans, TestGateway.Body(stream: false));

        Activity[] attempts = [.. spans.Below(chat).Where(span => span.OperationName == SpanNames.Attempt)];
        Assert.Equal(["http_error", "answered"], attempts.Select(span => Tag(span, "router.outcome")));
        Assert.Equal(["1", "2"], attempts.Select(span => Tag(span, "router.attempt")));
        Assert.Equal(("529", ActivityStatusCode.Error), (Tag(attempts[0], "error.type"), attempts[0].Status));
        Assert.Equal(("2", "b", ActivityStatusCode.Unset), (Tag(chat, "router.attempts"), Tag(chat, "router.provider"), chat.Status));
        Assert.Null(Tag(chat, "error.type"));
    }

    [Fact]
    public async Task MessageThatNobodyAnswers_IsAnError()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"retries\": 0", "http://127.0.0.1:9"));
        using var spans = new SpanCollector(gateway);

        Activity chat = await SendAsync(gateway, spans, TestGateway.Body(stream: true));

        Assert.Equal(("failed", "502", ActivityStatusCode.Error), (Tag(chat, "router.ending"), Tag(chat, "error.type"), chat.Status));
        Assert.Null(Tag(chat, "gen_ai.response.model"));
        Assert.Equal("unreachable", Tag(spans.Below(chat).Single(span => span.OperationName == SpanNames.Attempt), "error.type"));
    }

    [Fact]
    public async Task StreamThatBreaksOff_IsAnErrorOfMessageAndAttempt()
    {
        var begun = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "Hel")).Wait(begun.Task).Cut());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using var spans = new SpanCollector(gateway);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        begun.SetResult();
        Activity chat = await spans.NextMessageAsync();

        Assert.Equal(("cut", "cut"), (Tag(chat, "router.ending"), Tag(chat, "error.type")));
        Assert.Equal("cut_behind_content", Tag(spans.Below(chat).Single(span => span.OperationName == SpanNames.Attempt), "router.outcome"));
    }

    [Fact]
    public async Task ClientThatLeaves_IsNoError()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "Hel")).Hang());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using var spans = new SpanCollector(gateway);

        (await gateway.PostAsync(TestGateway.Body(stream: true))).Dispose();
        Activity chat = await spans.NextMessageAsync();

        Assert.Equal(("client_left", ActivityStatusCode.Unset), (Tag(chat, "router.ending"), chat.Status));
        Assert.Equal("abandoned", Tag(spans.Below(chat).Single(span => span.OperationName == SpanNames.Attempt), "router.outcome"));
    }

    [Fact]
    public async Task UnknownModel_IsATraceWithoutAttempt()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:9"));
        using var spans = new SpanCollector(gateway);

        Activity chat = await SendAsync(gateway, spans, TestGateway.Body(stream: false, model: "nobody-knows"));

        Assert.Equal(("chat", "404", ActivityStatusCode.Error), (chat.DisplayName, Tag(chat, "error.type"), chat.Status));
        Assert.Equal("route", Assert.Single(spans.Below(chat)).DisplayName);
    }

    [Fact]
    public async Task ProbesAndScrapes_AreNotTraced()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:9"));
        using var spans = new SpanCollector(gateway);

        foreach (string path in (string[])["/health", "/alive", "/ready", "/metrics", "/v1/models"])
        {
            using HttpResponseMessage response = await gateway.Client.GetAsync(path);
            await spans.NextRequestAsync();
        }

        Assert.Equal("GET /v1/models", Assert.Single(spans.All, span => span.Recorded).DisplayName);
    }

    [Fact]
    public async Task TraceOfTheClient_GoesOn_AndProvidersSeeNothingNewOfIt()
    {
        await using FakeProvider native = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()), Reply.Json(200, Samples.Message()));
        await using FakeProvider chat = await FakeProvider.StartAsync(Reply.Json(200, ChatSamples.Completion()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$"""
             "providers": { "a": { "style": "native", "baseUrl": "{{native.BaseUrl}}", "credentials": ["upstream-secret-a"] }, "chat": {{ChatGateway.Provider(chat.BaseUrl)}} },
             "models": { "claude-test": { "targets": ["a/m"] }, "chat-test": { "targets": ["chat/m"] } }
             """);
        using var spans = new SpanCollector(gateway);

        Activity own = await SendAsync(gateway, spans, TestGateway.Body(stream: false));
        Activity traced = await SendAsync(gateway, spans, TestGateway.Body(stream: false), request => request.Headers.Add("traceparent", Trace));
        await SendAsync(gateway, spans, TestGateway.Body(stream: false, model: "chat-test"), request => request.Headers.Add("traceparent", Trace));

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", traced.TraceId.ToHexString());
        Assert.NotEqual(own.TraceId, traced.TraceId);
        Assert.DoesNotContain(native.Requests[0].Headers.Keys, name => name.StartsWith("trace", StringComparison.OrdinalIgnoreCase) || name is "baggage" or "Request-Id");
        // Passed on as every header of the client is, to the byte.
        Assert.Equal(Trace, native.Requests[1].Headers["traceparent"]);
        Assert.DoesNotContain(chat.Requests[0].Headers.Keys, name => name.StartsWith("trace", StringComparison.OrdinalIgnoreCase) || name is "baggage" or "Request-Id");
    }

    [Fact]
    public async Task NoSpanAndNoMetric_HoldsTextsKeysOrHeaders()
    {
        string[] secrets = ["prompt-secret", "answer-secret", "header-secret", "query-secret", TestGateway.Key, TestGateway.AdminKey, "upstream-secret", "error-secret", "alice"];
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Json(400, Samples.Error("invalid_request_error", "error-secret prompt-secret")), Reply.Sse(Samples.Stream("answer-secret")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using var spans = new SpanCollector(gateway);
        string body = """{"model":"claude-test","max_tokens":9,"system":"prompt-secret","messages":[{"role":"user","content":"prompt-secret"}],"metadata":{"user_id":"header-secret"},"stream":true}""";

        for (int message = 0; message < 2; message++)
        {
            await SendAsync(gateway, spans, body, request =>
            {
                request.RequestUri = new Uri("/v1/messages?beta=query-secret", UriKind.Relative);
                request.Headers.Add("User-Agent", "header-secret");
                request.Headers.Add("anthropic-beta", "header-secret");
                request.Headers.Add("x-claude-code-session-id", "header-secret");
            });
        }

        string told = string.Join('\n', spans.All.SelectMany(span => span.TagObjects.Concat(span.Events.SelectMany(happened => happened.Tags))
            .Select(tag => $"{tag.Key}={tag.Value}").Append($"{span.OperationName} {span.DisplayName} {span.StatusDescription} {string.Join(',', span.Baggage)}")));
        told += await Scrape.TextAsync(gateway);
        Assert.Contains("claude-test", told, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase));
    }
}
