using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Caching;

/// <summary>Answers that were given before.</summary>
public sealed class ResponseCacheTests
{
    private const string Full = ", \"cache\": { \"mode\": \"full\", \"usageOnHit\": \"original\" }";

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task SameRequest_IsAnsweredWithoutItsProvider(bool first, bool second)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(first ? Reply.Sse(Samples.Stream()) : Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);

        (string cache, string body) = await AskAsync(gateway, first);
        Assert.Equal("miss", cache);
        JsonObject original = Message(body, first);
        (cache, body) = await AskAsync(gateway, second);

        Assert.Equal("hit", cache);
        Assert.Equal(original.ToJsonString(), Message(body, second).ToJsonString());
        Assert.Equal("Hello, world!", (string?)original["content"]![0]!["text"]);
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task WithoutConfiguration_NothingIsKept()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()), Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        Assert.Equal("off", (await AskAsync(gateway, stream: true)).Cache);
        Assert.Equal("off", (await AskAsync(gateway, stream: true)).Cache);
        Assert.Equal(2, provider.Requests.Count);
    }

    [Fact]
    public async Task UsageOnHit_IsZeroByDefault()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + ", \"cache\": { \"mode\": \"full\" }");
        Assert.Contains("\"input_tokens\":25", (await AskAsync(gateway, stream: false)).Body, StringComparison.Ordinal);
        Assert.Contains("\"usage\":{\"input_tokens\":0,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":0}", (await AskAsync(gateway, stream: false)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneOtherCharacter_IsAnotherRequest()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()), Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);
        await AskAsync(gateway, stream: true);
        Assert.Equal("miss", (await AskAsync(gateway, stream: true, text: "Hi.")).Cache);
    }

    [Fact]
    public async Task RequestHeader_TurnsItOffOrAsksAnew()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream("one")), Reply.Sse(Samples.Stream("two")), Reply.Sse(Samples.Stream("three")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);
        await AskAsync(gateway, stream: true);
        Assert.Equal("off", (await AskAsync(gateway, stream: true, header: "off")).Cache);
        Assert.Equal("miss", (await AskAsync(gateway, stream: true, header: "refresh")).Cache);
        (string cache, string body) = await AskAsync(gateway, stream: true);
        Assert.Equal("hit", cache);
        Assert.Contains("three", body, StringComparison.Ordinal);
        Assert.Equal(3, provider.Requests.Count);
    }

    [Theory]
    [InlineData("on")]
    [InlineData("hit")]
    [InlineData("no-cache")]
    public async Task RequestHeaderThatSaysNothing_IsRefused_BeforeAnyProviderIsAsked(string wish)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true), request => request.Headers.Add("x-router-cache", wish));
        string body = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("x-router-cache: send", body, StringComparison.Ordinal);
        Assert.Empty(provider.Requests);
    }

    [Fact]
    public async Task Anthropic_Headers_Count()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()), Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);
        await AskAsync(gateway, stream: true);
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true), request => request.Headers.Add("anthropic-beta", "other-2026-01-01"));
        Assert.Equal("miss", response.Headers.GetValues("x-router-cache").Single());
    }

    [Fact]
    public async Task Lifetime_Ends()
    {
        var clock = new ManualClock();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl).Replace("\"targets\"", "\"cacheTtl\": \"10m\", \"cacheMode\": \"full\", \"targets\"", StringComparison.Ordinal), clock);
        await AskAsync(gateway, stream: false);
        Assert.Equal("hit", (await AskAsync(gateway, stream: false)).Cache);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("miss", (await AskAsync(gateway, stream: false)).Cache);
    }

    [Theory]
    [InlineData("max_tokens")]
    [InlineData("refusal")]
    [InlineData("pause_turn")]
    public async Task AnswerThatDidNotEndByItself_IsNotKept(string reason)
    {
        Reply Cut() => Reply.Json(200, Samples.Message().Replace("end_turn", reason, StringComparison.Ordinal));
        await using FakeProvider provider = await FakeProvider.StartAsync(Cut(), Cut());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);
        await AskAsync(gateway, stream: false);
        Assert.Equal("miss", (await AskAsync(gateway, stream: false)).Cache);
    }

    [Fact]
    public async Task BrokenAnswers_AreNotKept()
    {
        string begun = Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "Hello");
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Sse(begun),
            Reply.Json(400, Samples.Error("invalid_request_error", "No.")),
            Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + Full);
        for (int time = 0; time < 3; time++)
        {
            Assert.Equal("miss", (await AskAsync(gateway, stream: true)).Cache);
        }

        Assert.Equal("hit", (await AskAsync(gateway, stream: true)).Cache);
    }

    [Fact]
    public async Task FailoverAnswer_IsNotKept()
    {
        await using FakeProvider down = await FakeProvider.StartAsync(Reply.Json(401, Samples.Error("authentication_error", "No.")), Reply.Json(200, Samples.Message("first")));
        await using FakeProvider other = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message("second")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"cooldown\": \"off\", \"breaker\": \"off\"", down.BaseUrl, other.BaseUrl) + Full);
        Assert.Contains("second", (await AskAsync(gateway, stream: false)).Body, StringComparison.Ordinal);
        Assert.Equal("miss", (await AskAsync(gateway, stream: false)).Cache);
    }

    [Fact]
    public async Task PrefixMode_ForgetsTheTalkAndGivesFreshIds()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(Samples.ToolStream("Read", "{\"path\":\"a\"}")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + ", \"cache\": { \"mode\": \"prefix\" }");
        await AskAsync(gateway, stream: true);
        using HttpResponseMessage response = await gateway.PostAsync(
            """{"model":"claude-test","max_tokens":1024,"messages":[{"role":"user","content":"Ho"},{"role":"assistant","content":"Hum"},{"role":"user","content":"Hi"}],"stream":true}""");
        string body = await response.Content.ReadAsStringAsync();
        Assert.Equal("hit", response.Headers.GetValues("x-router-cache").Single());
        Assert.Contains("\"partial_json\":\"{\\\"path\\\":\\\"a\\\"}\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("toolu_01\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"msg_01\"", body, StringComparison.Ordinal);
        Assert.Contains("\"id\":\"msg_", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tenant", "hit")]
    [InlineData("user", "miss")]
    public async Task Scope_SaysWhoSharesAnswers(string scope, string expected)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()), Reply.Json(200, Samples.Message()), Reply.Json(200, Samples.Message()));
        using var folder = new TestFolder();
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers(provider.BaseUrl) + $$""", "cache": { "mode": "full", "scope": "{{scope}}" }""")
            .Replace("\"keys\": [", "\"keys\": [ { \"key\": \"bob-test-key\", \"user\": \"bob\" }, { \"key\": \"eve-test-key\", \"user\": \"alice\", \"tenant\": \"other\" },", StringComparison.Ordinal));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);
        await AskAsync(gateway, stream: false);
        Assert.Equal(expected, (await AskAsync(gateway, stream: false, key: "bob-test-key")).Cache);
        Assert.Equal("miss", (await AskAsync(gateway, stream: false, key: "eve-test-key")).Cache);
    }

    [Fact]
    public async Task Hit_IsRecordedWithWhatItSaved()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            TestGateway.Providers(provider.BaseUrl).Replace("\"targets\"", "\"price\": { \"input\": 1000, \"output\": 1000 }, \"targets\"", StringComparison.Ordinal) + Full);
        await AskAsync(gateway, stream: false);
        await AskAsync(gateway, stream: true);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/v1/requests");
        request.Headers.Add("x-router-key", TestGateway.AdminKey);
        using HttpResponseMessage response = await gateway.Client.SendAsync(request);
        JsonArray records = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["data"]!.AsArray();
        Assert.Equal(["hit", "miss"], records.Select(record => (string)record!["cache"]!));
        Assert.Equal([0m, 0.05m], records.Select(record => (decimal)record!["usd"]!));
        Assert.Equal([0.05m, 0m], records.Select(record => (decimal)record!["saved_usd"]!));
        Assert.Equal(0, (int)records[0]!["attempts"]!);
    }

    internal static async Task<(string Cache, string Body)> AskAsync(TestGateway gateway, bool stream, string? header = null, string? key = null, string text = "Hi")
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream).Replace("\"Hi\"", $"\"{text}\"", StringComparison.Ordinal), request =>
        {
            if (header is not null)
            {
                request.Headers.Add("x-router-cache", header);
            }

            if (key is not null)
            {
                request.Headers.Add("x-router-key", key);
            }
        });
        return (response.Headers.GetValues("x-router-cache").Single(), await response.Content.ReadAsStringAsync());
    }

    private static JsonObject Message(string body, bool stream)
    {
        if (!stream)
        {
            return JsonNode.Parse(body)!.AsObject();
        }

        var collected = new System.Buffers.ArrayBufferWriter<byte>();
        Assert.True(Router.Protocol.Anthropic.Collecting.MessageCollector.TryCollect(System.Text.Encoding.UTF8.GetBytes(body), collected));
        return JsonNode.Parse(collected.WrittenSpan)!.AsObject();
    }
}
