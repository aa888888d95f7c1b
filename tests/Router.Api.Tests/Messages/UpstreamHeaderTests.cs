using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

public sealed class UpstreamHeaderTests
{
    private static async Task<ReceivedRequest> SendAsync(string members, FakeProvider provider, Action<HttpRequestMessage> change)
    {
        provider.Enqueue(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(members);
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), change);
        response.EnsureSuccessStatusCode();
        return provider.Requests[^1];
    }

    [Fact]
    public async Task ClientsOwnHeaders_AreForwarded_AndTheConnectionsAreNot()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();

        ReceivedRequest received = await SendAsync(TestGateway.Providers(provider.BaseUrl), provider, request =>
        {
            request.Headers.Add("anthropic-version", "2023-06-01");
            request.Headers.Add("anthropic-beta", "claude-code-20250219,interleaved-thinking-2025-05-14");
            request.Headers.Add("anthropic-brand-new", "kept");
            request.Headers.Add("x-claude-code-session-id", "0b2b7a3e");
            request.Headers.Add("x-stainless-retry-count", "0");
            request.Headers.Add("User-Agent", "claude-cli/2.1.329 (external, sdk-cli)");
            request.Headers.Add("Accept-Encoding", "gzip, br");
            request.Headers.Add("Cookie", "a=b");
            request.Headers.Add("x-forwarded-for", "10.0.0.1");
            request.Headers.Add("x-router-cache", "off");
            request.Headers.Add("x-per-connection", "1");
            request.Headers.Connection.Add("x-per-connection");
        });

        Assert.Equal("claude-code-20250219,interleaved-thinking-2025-05-14", received.Headers["anthropic-beta"]);
        Assert.Equal("kept", received.Headers["anthropic-brand-new"]);
        Assert.Equal("0b2b7a3e", received.Headers["x-claude-code-session-id"]);
        Assert.Equal("claude-cli/2.1.329 (external, sdk-cli)", received.Headers["User-Agent"]);
        Assert.Equal("identity", received.Headers["Accept-Encoding"]);
        Assert.Equal("upstream-secret-a", received.Headers["x-api-key"]);
        Assert.Equal("application/json", received.Headers["Content-Type"]);
        foreach (string kept in (string[])["Cookie", "x-forwarded-for", "x-router-cache", "x-per-connection", "Authorization", "traceparent"])
        {
            Assert.False(received.Headers.ContainsKey(kept), kept);
        }
    }

    [Fact]
    public async Task CompatibleProvider_GetsNoRemovedFieldAndNoRemovedBeta()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$"""
             "providers": { "glm": { "preset": "glm", "baseUrl": "{{provider.BaseUrl}}/api/anthropic", "credentials": ["glm-secret"] } },
             "models": { "claude-test": { "targets": ["glm/glm-4.7"] } }
             """);

        using HttpResponseMessage response = await gateway.PostAsync(
            """{"context_management":{"edits":[]},"model":"claude-test","max_tokens":1,"messages":[{"role":"user","content":"hi"}],"output_config":{"effort":"high"}}""",
            request => request.Headers.Add("anthropic-beta", "claude-code-20250219, context-management-2025-06-27,effort-2025-11-24"));

        ReceivedRequest received = provider.Requests[0];
        Assert.Equal("""{"model":"glm-4.7","max_tokens":1,"messages":[{"role":"user","content":"hi"}],"output_config":{"effort":"high"}}""", received.Text);
        Assert.Equal("claude-code-20250219,effort-2025-11-24", received.Headers["anthropic-beta"]);
        Assert.Equal("Bearer glm-secret", received.Headers["Authorization"]);
        Assert.Equal("/api/anthropic/v1/messages?beta=true", received.Target);
    }

    [Fact]
    public async Task ConfiguredHeadersQueryAndFields_AreSet()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        string members = TestGateway.ProvidersWith(
            """, "headers": { "User-Agent": "team-router" }, "query": { "api-version": "1" }, "extraBody": { "max_tokens": 7, "top_k": 40 }, "path": "x/{model}/messages" """, provider.BaseUrl + "/base/");

        ReceivedRequest received = await SendAsync(members, provider, request => request.Headers.Add("User-Agent", "claude-cli/1"));

        Assert.Equal("team-router", received.Headers["User-Agent"]);
        Assert.Equal("/base/x/upstream-model/messages?beta=true&api-version=1", received.Target);
        Assert.Equal(7, (int)received.Json["max_tokens"]!);
        Assert.Equal(40, (int)received.Json["top_k"]!);
    }

    [Theory]
    [InlineData("/v1", "/v1/messages?beta=true")]
    [InlineData("/anthropic", "/anthropic/v1/messages?beta=true")]
    [InlineData("/", "/v1/messages?beta=true")]
    public async Task BaseUrl_WithOrWithoutVersion_IsJoinedOnce(string path, string expected)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();

        ReceivedRequest received = await SendAsync(TestGateway.Providers(provider.BaseUrl + path), provider, _ => { });

        Assert.Equal(expected, received.Target);
    }

    [Fact]
    public async Task HeaderOutsideAscii_ReachesTheProviderAsItIs()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using var utf8 = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 }) { BaseAddress = gateway.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages") { Content = new StringContent(TestGateway.Body(stream: false), System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("x-api-key", TestGateway.Key);
        request.Headers.TryAddWithoutValidation("x-team", "Grüße");

        using HttpResponseMessage response = await utf8.SendAsync(request);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal("Grüße", provider.Requests[0].Headers["x-team"]);
    }

    [Fact]
    public async Task ProvidersHeaderOutsideAscii_IsLeftOut_AndTheAnswerArrives()
    {
        await using RawProvider provider = RawProvider.Start("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nanthropic-note: Gr\u00fc\u00dfe\r\nanthropic-other: fine\r\nConnection: close\r\n\r\n" + Samples.Message());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.True(response.IsSuccessStatusCode);
        Assert.False(response.Headers.Contains("anthropic-note"));
        Assert.Equal("fine", response.Headers.GetValues("anthropic-other").Single());
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("\\u002e.")]
    public async Task NameThatWouldLeaveThePath_IsRefused(string model)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await StartWithPathAsync(provider);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false, model));

        Assert.Equal(404, (int)response.StatusCode);
        Assert.Empty(provider.Requests);
    }

    [Theory]
    [InlineData("../x", "/base/models/..%2Fx/messages?beta=true")]
    [InlineData("...", "/base/models/.../messages?beta=true")]
    [InlineData("%2e%2e", "/base/models/%252e%252e/messages?beta=true")]
    [InlineData("a?b#c", "/base/models/a%3Fb%23c/messages?beta=true")]
    public async Task AnyOtherName_StaysOneStepOfThePath(string model, string expected)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartWithPathAsync(provider);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false, model));

        Assert.Equal(expected, provider.Requests.Single().RawTarget);
    }

    private static Task<TestGateway> StartWithPathAsync(FakeProvider provider) => TestGateway.StartAsync(
        $$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}/base", "credentials": ["some-secret"], "path": "models/{model}/messages" } }, "models": { "*": { "targets": ["a/*"] } } """);
}
