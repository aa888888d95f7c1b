using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

public sealed class RetryTests
{
    [Fact]
    public async Task PassingFailure_IsRepeatedAfterABackoff()
    {
        var clock = new ManualClock();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(529, Samples.Error("overloaded_error", "Overloaded")), Reply.Html(502), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: false));
        await provider.NextRequestAsync();
        TimeSpan first = await clock.AdvanceUntilAsync(provider.NextRequestAsync(), step: TimeSpan.FromMilliseconds(125), atMost: TimeSpan.FromSeconds(10));
        TimeSpan second = await clock.AdvanceUntilAsync(provider.NextRequestAsync(), step: TimeSpan.FromMilliseconds(250), atMost: TimeSpan.FromSeconds(20));

        Assert.True(first >= TimeSpan.FromMilliseconds(375) && second >= TimeSpan.FromMilliseconds(750), $"{first}, {second}");
        using HttpResponseMessage response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("3", response.Headers.GetValues("x-router-attempts").Single());
    }

    [Theory]
    [InlineData("retry-after", "7")]
    [InlineData("retry-after-ms", "7000")]
    public async Task RetryAfter_IsKept(string header, string value)
    {
        var clock = new ManualClock();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(429, Samples.Error("rate_limit_error", "slow")).With(header, value), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: false));
        await provider.NextRequestAsync();
        TimeSpan waited = await clock.AdvanceUntilAsync(provider.NextRequestAsync(), step: TimeSpan.FromSeconds(3.5), atMost: TimeSpan.FromSeconds(60));

        Assert.True(waited >= TimeSpan.FromSeconds(7), $"{waited}");
        using HttpResponseMessage response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task LongRetryAfter_IsTheClientsToWait()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(429, Samples.Error("rate_limit_error", "slow")).With("retry-after", "31"));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), new ManualClock());

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal("31", response.Headers.GetValues("retry-after").Single());
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task Retries_EndAfterTheConfiguredNumber()
    {
        var clock = new ManualClock();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"retries\": 1", provider.BaseUrl), clock);

        Task<HttpResponseMessage> answer = gateway.PostAsync(TestGateway.Body(stream: false));
        await provider.NextRequestAsync();
        await clock.AdvanceUntilAsync(answer, step: TimeSpan.FromMilliseconds(250), atMost: TimeSpan.FromSeconds(20));

        using HttpResponseMessage response = await answer;
        Assert.Equal(500, (int)response.StatusCode);
        Assert.Equal(2, provider.Requests.Count);
    }

    [Theory]
    [InlineData("messages.1.content.0: Invalid `signature` in `thinking` block")]
    [InlineData("messages.1.content.1: Invalid `data` in `redacted_thinking` block")]
    [InlineData("messages.1.content.1: Invalid data in redacted_thinking block")]
    [InlineData("messages[1]: unknown variant `redacted_thinking`, expected one of `text`, `thinking`, `tool_use`")]
    public async Task ForeignThinking_IsRemovedAndTriedOnce_WhenItIsRefused(string refusal)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(400, Samples.Error("invalid_request_error", refusal)), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(
            """{"model":"claude-test","max_tokens":9,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"gw1."},{"type":"redacted_thinking","data":"gw1.s.U0lH"},{"type":"text","text":"b"}]},{"role":"user","content":"c"}]}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """{"model":"upstream-model","max_tokens":9,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"text","text":"b"}]},{"role":"user","content":"c"}]}""",
            provider.Requests[1].Text);
        Assert.Equal("2", response.Headers.GetValues("x-router-attempts").Single());
    }

    [Fact]
    public async Task SignatureRefusal_WithoutThinkingInTheHistory_IsPassedOn()
    {
        string error = Samples.Error("invalid_request_error", "messages.1.content.0: Invalid `signature` in `thinking` block");
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(400, error));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(error, await response.Content.ReadAsStringAsync());
        Assert.Single(provider.Requests);
    }
}
