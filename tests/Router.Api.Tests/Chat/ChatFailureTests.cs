using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Chat;

/// <summary>Hold-back, failover, pings, cancellation and errors before a chat-completions provider: the same relay as on the pass-through path.</summary>
public sealed class ChatFailureTests
{
    private static readonly string Head = ChatSamples.Role() + ChatSamples.Text("Hello");

    private static Task<TestGateway> StartWithNativeAsync(FakeProvider chat, FakeProvider native, TimeProvider? clock = null) => TestGateway.StartAsync(
        $$""" "providers": { "chat": {{ChatGateway.Provider(chat.BaseUrl)}}, "native": { "style": "native", "baseUrl": "{{native.BaseUrl}}", "credentials": ["upstream-secret"] } }, "models": { "claude-test": { "targets": ["chat/m", "native/m"] } } """,
        clock);

    public static TheoryData<string> FailuresBeforeContent => new(
        "500", "html", "cut", "role then cut", "error chunk", "error chunk behind role", "only [DONE]", "half a chunk", "nothing", "not a completion");

    private static Reply Failure(string name) => name switch
    {
        "500" => Reply.Json(500, ChatSamples.Error("oops")),
        "html" => Reply.Html(200),
        "cut" => Reply.Sse().Start().Cut(),
        "role then cut" => Reply.Sse().Send(ChatSamples.Role()).Cut(),
        "error chunk" => Reply.Sse($"data: {ChatSamples.Error("Overloaded")}\n\n"),
        "error chunk behind role" => Reply.Sse(ChatSamples.Role() + $"event: error\ndata: {ChatSamples.Error("Overloaded")}\n\n"),
        "only [DONE]" => Reply.Sse("data: [DONE]\n\n"),
        "half a chunk" => Reply.Sse(Head[..(Head.Length - 20)]),
        "nothing" => Reply.Sse(""),
        _ => Reply.Json(200, """{"hello":"world"}"""),
    };

    [Theory]
    [MemberData(nameof(FailuresBeforeContent))]
    public async Task FailureBeforeContent_GoesToTheNativeTarget_AndNothingOfItIsSeen(string failure)
    {
        await using FakeProvider chat = await FakeProvider.StartAsync(Failure(failure));
        await using FakeProvider native = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await StartWithNativeAsync(chat, native);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(Samples.Stream(model: "claude-test"), await response.Content.ReadAsStringAsync());
        Assert.Equal("native", Assert.Single(response.Headers.GetValues("x-router-provider")));
        Assert.False(response.Headers.Contains("x-router-notes"));
    }

    [Fact]
    public async Task NativeTargetFails_TheChatProviderTakesOver()
    {
        await using FakeProvider native = await FakeProvider.StartAsync(Reply.Sse().Send(Samples.Start() + Samples.Ping).Cut());
        await using FakeProvider chat = await FakeProvider.StartAsync(Reply.Sse(ChatSamples.Stream("From the other dialect")));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "native": { "style": "native", "baseUrl": "{{native.BaseUrl}}", "credentials": ["upstream-secret"] }, "chat": {{ChatGateway.Provider(chat.BaseUrl)}} }, "models": { "claude-test": { "targets": ["native/m", "chat/m"] } } """);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        string events = await response.Content.ReadAsStringAsync();

        Assert.Equal("From the other dialect", ChatGateway.TextOf(events));
        Assert.Equal(1, events.Split("event: message_start\n").Length - 1);
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("clean end")]
    [InlineData("error")]
    public async Task FailureAfterContent_IsOneErrorEvent_AndNothingIsAskedTwice(string failure)
    {
        Reply reply = Reply.Sse().Send(Head).Pause(TimeSpan.FromMilliseconds(200));
        reply = failure switch { "cut" => reply.Cut(), "error" => reply.Send($"data: {ChatSamples.Error("The engine died")}\n\n"), _ => reply };
        await using FakeProvider chat = await FakeProvider.StartAsync(reply);
        await using FakeProvider native = await FakeProvider.StartAsync();
        await using TestGateway gateway = await StartWithNativeAsync(chat, native);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        string events = await response.Content.ReadAsStringAsync();

        Assert.Equal("Hello", ChatGateway.TextOf(events));
        Assert.Equal(1, events.Split("event: error\n").Length - 1);
        Assert.DoesNotContain("message_stop", events, StringComparison.Ordinal);
        Assert.True(failure != "error" || events.Contains("The engine died", StringComparison.Ordinal), events);
        Assert.Equal(failure == "error", events.Contains("The engine died", StringComparison.Ordinal));
        Assert.Empty(native.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ConnectionBreaksBehindTheFinishReason_TheAnswerIsComplete(bool hangs)
    {
        Reply reply = Reply.Sse().Send(Head + ChatSamples.Finish("stop"));
        await using FakeProvider chat = await FakeProvider.StartAsync(hangs ? reply.Hang() : reply.Pause(TimeSpan.FromMilliseconds(200)).Cut());
        var clock = new ManualClock();
        await using TestGateway gateway = await ChatGateway.StartAsync(chat.BaseUrl, clock: clock);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        Task<string> reading = response.Content.ReadAsStringAsync();
        if (hangs)
        {
            // What comes behind a finish reason comes at once or never: it is not waited for as long as for words.
            await clock.AdvanceUntilAsync(reading, step: TimeSpan.FromSeconds(2), atMost: TimeSpan.FromSeconds(14));
        }

        string events = await reading;
        Assert.Equal("Hello", ChatGateway.TextOf(events));
        Assert.EndsWith("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n", events, StringComparison.Ordinal);
        Assert.DoesNotContain("event: error", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorThatRepeatsTheCredential_ReachesTheClientWithoutIt()
    {
        await using FakeProvider chat = await FakeProvider.StartAsync(Reply.Sse($"data: {ChatSamples.Error($"Key {ChatGateway.Secret} is over its limit", "rate_limit_exceeded")}\n\n"));
        await using TestGateway gateway = await ChatGateway.StartAsync(chat.BaseUrl);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        string body = await response.Content.ReadAsStringAsync();

        Assert.Contains("Key (secret) is over its limit", body, StringComparison.Ordinal);
        Assert.DoesNotContain(ChatGateway.Secret, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SilentProvider_IsBridgedByPings()
    {
        var clock = new ManualClock();
        var go = new TaskCompletionSource();
        await using FakeProvider chat = await FakeProvider.StartAsync(Reply.Sse().Send(ChatSamples.Role() + ": keep-alive\n\n").Wait(go.Task).Send(ChatSamples.Stream("At last")));
        await using TestGateway gateway = await ChatGateway.StartAsync(chat.BaseUrl, clock: clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: true));
        await chat.NextRequestAsync();
        clock.Advance(TimeSpan.FromSeconds(15));
        using HttpResponseMessage response = await answer;
        go.SetResult();
        string events = await response.Content.ReadAsStringAsync();

        Assert.StartsWith("event: ping\n", events, StringComparison.Ordinal);
        Assert.Equal("At last", ChatGateway.TextOf(events));
    }

    [Fact]
    public async Task ClientGone_InMidStream_CancelsTheProviderAtOnce()
    {
        await using FakeProvider chat = await FakeProvider.StartAsync(Reply.Sse().Send(Head).Hang());
        await using TestGateway gateway = await ChatGateway.StartAsync(chat.BaseUrl);

        HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        ReceivedRequest received = await chat.NextRequestAsync();
        response.Dispose();

        await received.Gone.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"Unknown parameter: x","type":"invalid_request_error"}}""", 400, "invalid_request_error", "Unknown parameter: x")]
    [InlineData(422, """{"detail":[{"msg":"field required"}]}""", 400, "invalid_request_error", "field required")]
    [InlineData(401, """{"error":{"message":"Incorrect API key"}}""", 502, "api_error", "credential")]
    [InlineData(404, """{"error":{"message":"The model does not exist"}}""", 404, "not_found_error", "The model does not exist")]
    [InlineData(402, """{"error":{"message":"Insufficient credits","code":402}}""", 402, "billing_error", "Insufficient credits")]
    [InlineData(429, """{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}""", 402, "billing_error", "quota")]
    [InlineData(429, """{"error":{"message":"Rate limit reached","code":"rate_limit_exceeded"}}""", 429, "rate_limit_error", "Rate limit reached")]
    [InlineData(503, """{"error":{"message":"The engine is overloaded"}}""", 529, "overloaded_error", "overloaded")]
    [InlineData(500, """{"code":500,"msg":"404 NOT_FOUND","success":false}""", 500, "api_error", "404 NOT_FOUND")]
    [InlineData(500, "<html>oops</html>", 500, "api_error", "HTTP 500")]
    [InlineData(400, """{"error":{"message":"This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.","code":"context_length_exceeded"}}""", 400, "invalid_request_error", "prompt is too long: 9000 tokens > 8192 maximum")]
    [InlineData(400, """[{"error":{"code":400,"message":"The input token count (9000) exceeds the maximum number of tokens allowed (8192).","status":"INVALID_ARGUMENT"}}]""", 400, "invalid_request_error", "prompt is too long: 9000 tokens > 8192 maximum")]
    public async Task ErrorsOfTheProvider_AreSaidInAnthropicsWords(int status, string body, int expected, string type, string words)
    {
        await using FakeProvider chat = await FakeProvider.StartAsync(Reply.Json(status, body));
        await using TestGateway gateway = await ChatGateway.StartAsync(chat.BaseUrl);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        JsonNode envelope = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(expected, (int)response.StatusCode);
        Assert.Equal("error", (string?)envelope["type"]);
        Assert.Equal(type, (string?)envelope["error"]!["type"]);
        Assert.Contains(words, (string?)envelope["error"]!["message"], StringComparison.Ordinal);
        Assert.Equal(Assert.Single(response.Headers.GetValues("request-id")), (string?)envelope["request_id"]);
    }

    [Theory]
    [InlineData("only [DONE]")]
    [InlineData("nothing")]
    [InlineData("html")]
    public async Task AnswerOfNothing_TellsTheClientNotToTryAgain(string failure)
    {
        // A filter that drops the whole answer drops it again, and each try costs the whole conversation.
        await using FakeProvider chat = await FakeProvider.StartAsync(Failure(failure));
        await using TestGateway gateway = await ChatGateway.StartAsync(chat.BaseUrl);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("api_error", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!["type"]);
        Assert.Equal("false", Assert.Single(response.Headers.GetValues("x-should-retry")));
    }

    [Fact]
    public async Task RetryAfter_IsPassedOn()
    {
        await using FakeProvider chat = await FakeProvider.StartAsync(Reply.Json(429, ChatSamples.Error("slow down", "rate_limit_exceeded")).With("retry-after", "70"));
        await using TestGateway gateway = await ChatGateway.StartAsync(chat.BaseUrl);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("70", Assert.Single(response.Headers.GetValues("retry-after")));
    }
}
