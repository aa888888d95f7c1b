using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Core.Admission;
using Xunit;

namespace Router.Api.Tests.Gates;

/// <summary>Nobody is sent beyond a limit, configured or told by the provider; who must wait waits in the queue.</summary>
public sealed class LimitTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task RequestBeyondTheLimit_WaitsForItsTurn()
    {
        await using FakeProvider provider = await Answering();
        await using TestGateway gateway = await Start(provider, """, "limits": { "requestsPerMinute": 1 }""");

        using HttpResponseMessage first = await gateway.PostAsync(TestGateway.Body(stream: false));
        _clock.Advance(TimeSpan.FromSeconds(20));
        Task<HttpResponseMessage> second = gateway.PostAsync(TestGateway.Body(stream: false));
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 1 }]);
        _clock.Advance(TimeSpan.FromSeconds(39));
        Assert.Single(provider.Requests);
        _clock.Advance(TimeSpan.FromSeconds(2));

        using HttpResponseMessage response = await second;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("1", response.Headers.GetValues("x-router-attempts").Single());
    }

    [Fact]
    public async Task RequestThatCantBeServedInTime_IsToldWhenToComeBack()
    {
        await using FakeProvider provider = await Answering();
        await using TestGateway gateway = await Start(provider, """, "limits": { "requestsPerMinute": 1 }, "queue": { "wait": "5s" }""");

        using HttpResponseMessage first = await gateway.PostAsync(TestGateway.Body(stream: false));
        _clock.Advance(TimeSpan.FromSeconds(20));
        using HttpResponseMessage second = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(429, (int)second.StatusCode);
        Assert.Equal("40", second.Headers.GetValues("retry-after").Single());
        Assert.Equal("true", second.Headers.GetValues("x-should-retry").Single());
        Assert.Equal("0", second.Headers.GetValues("x-router-attempts").Single());
        Assert.Contains("\"rate_limit_error\"", await second.Content.ReadAsStringAsync());
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task FullQueue_TurnsTheNewestAway()
    {
        await using FakeProvider provider = await Answering();
        await using TestGateway gateway = await Start(provider, """, "limits": { "requestsPerMinute": 1 }, "queue": { "length": 1, "wait": "10m" }""");

        using HttpResponseMessage first = await gateway.PostAsync(TestGateway.Body(stream: false));
        Task<HttpResponseMessage> second = gateway.PostAsync(TestGateway.Body(stream: false));
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 1 }]);
        Task<HttpResponseMessage> third = gateway.PostAsync(TestGateway.Body(stream: false));
        using HttpResponseMessage turnedAway = await third;
        Assert.Equal((529, "120"), ((int)turnedAway.StatusCode, turnedAway.Headers.GetValues("retry-after").Single()));
        _clock.Advance(TimeSpan.FromSeconds(61));

        using HttpResponseMessage served = await second;
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
        Assert.Equal(2, provider.Requests.Count);
    }

    [Fact]
    public async Task Concurrency_SendsOneBehindTheOther()
    {
        var release = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Wait(release.Task).Send(Samples.Stream()), Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await Start(provider, """, "limits": { "concurrency": 1 }""");

        Task<HttpResponseMessage> first = gateway.PostAsync(TestGateway.Body(stream: true));
        await provider.NextRequestAsync();
        Task<HttpResponseMessage> second = gateway.PostAsync(TestGateway.Body(stream: true));
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 1, Permits: 1 }]);
        Assert.Single(provider.Requests);
        release.SetResult();

        await AssertWholeAsync(await first);
        await AssertWholeAsync(await second);
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 0, Permits: 0 }]);
    }

    [Fact]
    public async Task WaitingStream_IsPinged()
    {
        await using FakeProvider provider = await Answering();
        await using TestGateway gateway = await Start(provider, """, "limits": { "requestsPerMinute": 1 }""");

        await AssertWholeAsync(await gateway.PostAsync(TestGateway.Body(stream: true)));
        Task<HttpResponseMessage> second = gateway.PostAsync(TestGateway.Body(stream: true));
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 1 }]);
        _clock.Advance(TimeSpan.FromSeconds(15));
        using HttpResponseMessage committed = await second;
        _clock.Advance(TimeSpan.FromSeconds(50));

        string stream = await committed.Content.ReadAsStringAsync();
        Assert.StartsWith("event: ping", stream);
        Assert.EndsWith("\"message_stop\"}\n\n", stream);
    }

    [Fact]
    public async Task ClientThatLeavesTheQueue_LeavesNothingBehind()
    {
        await using FakeProvider provider = await Answering();
        await using TestGateway gateway = await Start(provider, """, "limits": { "requestsPerMinute": 1 }""");
        using var impatience = new CancellationTokenSource();

        using HttpResponseMessage first = await gateway.PostAsync(TestGateway.Body(stream: false));
        Task<HttpResponseMessage> second = gateway.PostAsync(TestGateway.Body(stream: false), cancellation: impatience.Token);
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 1 }]);
        await impatience.CancelAsync();
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 0, Permits: 0 }]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task WhatTheProvidersHeadersLeave_IsNotExceeded()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Json(200, Samples.Message()).With("anthropic-ratelimit-requests-limit", "50").With("anthropic-ratelimit-requests-remaining", "0").With("anthropic-ratelimit-requests-reset", ManualClock.Epoch.AddSeconds(12).ToString("O")),
            Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await Start(provider, "");

        using HttpResponseMessage first = await gateway.PostAsync(TestGateway.Body(stream: false));
        Task<HttpResponseMessage> second = gateway.PostAsync(TestGateway.Body(stream: false));
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 1, LearnedRequests: 50 }]);
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Single(provider.Requests);
        _clock.Advance(TimeSpan.FromSeconds(2));

        using HttpResponseMessage response = await second;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Tokens_AreBorrowedByEstimateAndSettledByTheTruth()
    {
        // The sample's message reports 12 input and 6 output tokens; each request borrows its own few and 1,024 of output.
        await using FakeProvider provider = await Answering();
        await using TestGateway gateway = await Start(provider, """, "limits": { "tokensPerMinute": 1500 }""");

        using HttpResponseMessage first = await gateway.PostAsync(TestGateway.Body(stream: false));
        using HttpResponseMessage second = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        GateStatus gate = Assert.Single(await gateway.GatesAsync());
        Assert.InRange(gate.TokensUsed, 2, 200);
    }

    [Fact]
    public async Task MendedRequest_CountsLikeAnyOther()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Json(400, Samples.Error("invalid_request_error", "messages.1.content.0: Invalid `signature` in `thinking` block")), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await Start(provider, """, "limits": { "requestsPerMinute": 1 }""");

        Task<HttpResponseMessage> asked = gateway.PostAsync(
            """{"model":"claude-test","max_tokens":9,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"other"},{"type":"text","text":"b"}]},{"role":"user","content":"c"}]}""");
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 1, Permits: 0, RequestsUsed: 1 }]);
        Assert.Single(provider.Requests);
        _clock.Advance(TimeSpan.FromSeconds(61));

        using HttpResponseMessage response = await asked;
        Assert.Equal((HttpStatusCode.OK, "2"), (response.StatusCode, response.Headers.GetValues("x-router-attempts").Single()));
    }

    [Fact]
    public async Task ReloadedLimits_HoldAtOnce()
    {
        await using FakeProvider provider = await Answering();
        await using TestGateway gateway = await Start(provider, """, "limits": { "requestsPerMinute": 1 }""");

        using HttpResponseMessage first = await gateway.PostAsync(TestGateway.Body(stream: false));
        Task<HttpResponseMessage> second = gateway.PostAsync(TestGateway.Body(stream: false));
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 1 }]);
        gateway.Folder.Write("router.json", TestGateway.Config(TestGateway.ProvidersWith(""", "limits": { "requestsPerMinute": 2 }""", provider.BaseUrl)));
        gateway.Watcher.Look();

        using HttpResponseMessage response = await second;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<FakeProvider> Answering()
    {
        FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = request => request.Json["stream"]?.GetValue<bool>() == true ? Reply.Sse(Samples.Stream()) : Reply.Json(200, Samples.Message());
        return provider;
    }

    private Task<TestGateway> Start(FakeProvider provider, string extra) => TestGateway.StartAsync(TestGateway.ProvidersWith(extra, provider.BaseUrl), _clock);

    private static async Task AssertWholeAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.EndsWith("\"message_stop\"}\n\n", await response.Content.ReadAsStringAsync());
        }
    }
}
