using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>A provider's own error text on its way to the client.</summary>
public sealed class ErrorBodyTests
{
    private const string Words = "Incorrect API key provided: sk-live-0123/abc.";

    private static string Providers(string style, string baseUrl) =>
        $$""" "providers": { "a": { "style": "{{style}}", "baseUrl": "{{baseUrl}}", "credentials": ["sk-live-0123/abc"], "retries": 0 } }, "models": { "claude-test": { "targets": ["a/m"] } } """;

    public static TheoryData<string, string> Errors()
    {
        var data = new TheoryData<string, string>();
        foreach (string style in new[] { "native", "anthropic" })
        {
            foreach (string error in Replies.Keys)
            {
                data.Add(style, error);
            }
        }

        return data;
    }

    private static readonly Dictionary<string, Func<Reply>> Replies = new(StringComparer.Ordinal)
    {
        ["envelope"] = () => Reply.Json(400, Samples.Error("invalid_request_error", Words)),
        ["escaped"] = () => Reply.Json(400, Samples.Error("invalid_request_error", Words).Replace("/", "\\/", StringComparison.Ordinal).Replace("sk-", "\\u0073k\\u002D", StringComparison.Ordinal)),
        ["openai"] = () => Reply.Json(422, $$$"""{"error":{"message":"{{{Words}}}","code":"invalid_api_key"}}"""),
        ["nested"] = () => Reply.Json(500, """{"error":{"message":"x","metadata":{"raw":"{\"error\":{\"message\":\"Incorrect API key provided: sk-live-0123\\/abc.\"}}"}}}"""),
        ["text"] = () => Reply.Of(500, "text/plain").Send(Words),
        ["body with 200"] = () => Reply.Json(200, Samples.Error("invalid_request_error", Words)),
        ["first event"] = () => Reply.Sse(Samples.ErrorEvent("invalid_request_error", Words)),
        ["bare data"] = () => Reply.Sse($$$"""data: {"error":{"message":"{{{Words}}}"}}""" + "\n\n"),
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task GatewaysCredential_IsMaskedInIt(string style, string error)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Replies[error]());
        await using TestGateway gateway = await TestGateway.StartAsync(Providers(style, provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        string text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode >= 400);
        Assert.Equal("Incorrect API key provided: (secret).", (string?)JsonNode.Parse(text)!["error"]!["message"]);
        Assert.DoesNotContain("sk-live", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ErrorEventBehindPings_IsMaskedToo()
    {
        var clock = new ManualClock();
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Wait(go.Task).Send(Samples.ErrorEvent("invalid_request_error", Words)));
        await using TestGateway gateway = await TestGateway.StartAsync(Providers("native", provider.BaseUrl), clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: true));
        await provider.NextRequestAsync();
        clock.Advance(TimeSpan.FromSeconds(15));
        using HttpResponseMessage response = await answer;
        go.SetResult();

        Assert.Contains("\"Incorrect API key provided: (secret).\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_IsNeverTouched()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream(Words)), Reply.Json(200, Samples.Message(Words)));
        await using TestGateway gateway = await TestGateway.StartAsync(Providers("native", provider.BaseUrl) + ", \"rewriteModel\": false");

        using HttpResponseMessage stream = await gateway.PostAsync(TestGateway.Body(stream: true));
        using HttpResponseMessage whole = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(Samples.Stream(Words), await stream.Content.ReadAsStringAsync());
        Assert.Equal(Samples.Message(Words), await whole.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ErrorEventBehindContent_CarriesTheIdOfTheHeader()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Sse(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a")).With("request-id", "req_upstream"));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        string text = await response.Content.ReadAsStringAsync();
        Assert.Equal("req_upstream", response.Headers.GetValues("request-id").Single());
        Assert.EndsWith("\"request_id\":\"req_upstream\"}\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StreamThatAPingCommitted_CarriesItsIdAndWhatIsKnown()
    {
        var clock = new ManualClock();
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Sse().Wait(go.Task).Send(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "a")).With("request-id", "req_upstream"));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: true));
        await provider.NextRequestAsync();
        clock.Advance(TimeSpan.FromSeconds(15));
        using HttpResponseMessage response = await answer;
        go.SetResult();

        string id = response.Headers.GetValues("request-id").Single();
        Assert.StartsWith("req_", id, StringComparison.Ordinal);
        Assert.NotEqual("req_upstream", id);
        Assert.Equal("off", response.Headers.GetValues("x-router-cache").Single());
        Assert.False(response.Headers.Contains("x-router-provider"));
        Assert.EndsWith($"\"request_id\":\"{id}\"}}\n\n", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"Prompt exceeds max length"}}""", "prompt is too long (capability_rejected: prompt_too_long)")]
    [InlineData(422, """{"error":{"message":"Invalid request: Your request exceeded model token limit: 262144"}}""", "prompt is too long: 262145 tokens > 262144 maximum")]
    public async Task OverflowOfACompatibleProvider_IsSaidInTheClientsWords(int status, string body, string words)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(status, body));
        await using TestGateway gateway = await TestGateway.StartAsync(Providers("anthropic", provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        JsonNode error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!;
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(("invalid_request_error", words), ((string?)error["type"], (string?)error["message"]));
    }

    [Theory]
    [InlineData("anthropic", true)]
    [InlineData("openai", true)]
    [InlineData("native", false)]
    public async Task RefusedSystemMessage_IsSaidInTheClientsWords_ButAnthropicsStay(string style, bool translated)
    {
        const string Body = """{"type":"error","error":{"type":"invalid_request_error","message":"messages.1.role: Input should be 'user' or 'assistant'"}}""";
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(400, Body));
        await using TestGateway gateway = await TestGateway.StartAsync(Providers(style, provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        string text = await response.Content.ReadAsStringAsync();
        Assert.Equal(400, (int)response.StatusCode);
        if (translated)
        {
            string message = (string)JsonNode.Parse(text)!["error"]!["message"]!;
            Assert.StartsWith("The role \"system\" in messages is not supported by this provider (capability_rejected: mid_conv_system).", message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(Body, text);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatIsNoMessage_TellsTheClientNotToTryAgain(bool stream)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Html(200));
        await using TestGateway gateway = await TestGateway.StartAsync(Providers("native", provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream));

        Assert.Equal(502, (int)response.StatusCode);
        Assert.Equal("false", response.Headers.GetValues("x-should-retry").Single());
    }
}
