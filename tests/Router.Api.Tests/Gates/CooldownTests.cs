using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Core.Admission;
using Xunit;

namespace Router.Api.Tests.Gates;

/// <summary>A provider that refuses or fails is left alone, and everybody hears of it from the first who met it. Regressions: pitfalls 51, 53.</summary>
public sealed class CooldownTests
{
    private readonly ManualClock _clock = new();

    /// <summary>A provider refuses everything: twenty clients cost it one request, and one more a cooldown.</summary>
    [Fact]
    public async Task Storm_SendsOneRequestACooldown()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(429, Samples.Error("rate_limit_error", "slow down")).With("retry-after", "10");
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), _clock);

        Task<HttpResponseMessage> first = gateway.PostAsync(TestGateway.Body(stream: false));
        await gateway.WaitForGatesAsync(gates => gates is [{ Closed: RefusalReason.RateLimited }]);
        Task<HttpResponseMessage>[] storm = [.. Enumerable.Range(0, 20).Select(_ => gateway.PostAsync(TestGateway.Body(stream: true)))];
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 20 or 21 }]);
        Assert.Single(provider.Requests);
        for (int cooldown = 1; cooldown <= 2; cooldown++)
        {
            await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10.1));
            _clock.Advance(TimeSpan.FromSeconds(10.1));
            int sent = cooldown + 1;
            await gateway.WaitForGatesAsync(gates => provider.Requests.Count == sent && gates is [{ Permits: 0, Closed: RefusalReason.RateLimited }]);
        }

        // 20 s have passed; the next would be at 30 s, and nobody is kept waiting for longer.
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(10.1));
        _clock.Advance(TimeSpan.FromSeconds(10.1));
        foreach (Task<HttpResponseMessage> client in storm.Append(first))
        {
            using HttpResponseMessage response = await client;
            string body = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == (HttpStatusCode)429 || body.Contains("event: error", StringComparison.Ordinal), body);
        }

        Assert.InRange(provider.Requests.Count, 3, 4);
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 0, Permits: 0 }]);
    }

    [Fact]
    public async Task RefusingProvider_IsPassedOverUntilItsTime()
    {
        await using FakeProvider refusing = await FakeProvider.StartAsync(Reply.Json(429, Samples.Error("rate_limit_error", "slow")).With("retry-after", "300"), Reply.Json(200, Samples.Message()));
        await using FakeProvider second = await FakeProvider.StartAsync();
        second.Otherwise = _ => Reply.Json(200, Samples.Message());
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(refusing.BaseUrl, second.BaseUrl), _clock);

        string[] attempts = [await Attempts(gateway), await Attempts(gateway), await Attempts(gateway)];
        _clock.Advance(TimeSpan.FromSeconds(301));
        await Attempts(gateway);

        Assert.Equal(["2", "1", "1"], attempts);
        Assert.Equal((2, 3), (refusing.Requests.Count, second.Requests.Count));
    }

    [Theory]
    [InlineData(429, "rate_limit_error")]
    [InlineData(529, "overloaded_error")]
    public async Task NothingAvailable_IsToldWithTheSmallestHonestWait(int status, string type)
    {
        await using FakeProvider first = await FakeProvider.StartAsync(Reply.Json(status, Samples.Error(type, "no")).With("retry-after", "90"));
        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Json(status, Samples.Error(type, "no")).With("retry-after", "45"));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(first.BaseUrl, second.BaseUrl), _clock);

        using HttpResponseMessage met = await gateway.PostAsync(TestGateway.Body(stream: false));
        _clock.Advance(TimeSpan.FromSeconds(5));
        using HttpResponseMessage after = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal((status, "45", "true"), (((int)met.StatusCode), Header(met, "retry-after"), Header(met, "x-should-retry")));
        Assert.Equal((status, "40", "true", "0"), (((int)after.StatusCode), Header(after, "retry-after"), Header(after, "x-should-retry"), Header(after, "x-router-attempts")));
        Assert.Contains($"\"{type}\"", await after.Content.ReadAsStringAsync());
        Assert.Single(first.Requests);
        Assert.Single(second.Requests);
    }

    [Fact]
    public async Task UsedUpQuota_CoolsForLong_AndTheClientIsNotSentRound()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(400, Samples.Error("invalid_request_error", "Your credit balance is too low to access the Anthropic API.")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), _clock);

        using HttpResponseMessage met = await gateway.PostAsync(TestGateway.Body(stream: false));
        _clock.Advance(TimeSpan.FromMinutes(5));
        using HttpResponseMessage after = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(400, (int)met.StatusCode);
        Assert.Contains("credit balance", await met.Content.ReadAsStringAsync());
        Assert.Equal((429, "false"), ((int)after.StatusCode, Header(after, "x-should-retry")));
        Assert.Contains("quota or balance", await after.Content.ReadAsStringAsync());
        Assert.Single(provider.Requests);
        Assert.Equal(RefusalReason.QuotaExhausted, Assert.Single(await gateway.GatesAsync()).Closed);
    }

    [Fact]
    public async Task UsedUpQuota_GoesToTheNextTarget()
    {
        await using FakeProvider empty = await FakeProvider.StartAsync(Reply.Json(400, Samples.Error("invalid_request_error", "Your credit balance is too low to access the Anthropic API.")));
        await using FakeProvider second = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(empty.BaseUrl, second.BaseUrl), _clock);

        Assert.Equal("2", await Attempts(gateway));
    }

    /// <summary>Only somebody else can open the first; the second is well again in a moment, and the client should come back.</summary>
    [Fact]
    public async Task UsedUpQuota_DoesNotHideAFailureThatPasses()
    {
        await using FakeProvider empty = await FakeProvider.StartAsync(Reply.Json(402, Samples.Error("billing_error", "no money")));
        await using FakeProvider broken = await FakeProvider.StartAsync();
        broken.Otherwise = _ => Reply.Json(529, Samples.Error("overloaded_error", "busy")).With("retry-after", "40");
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(empty.BaseUrl, broken.BaseUrl), _clock);

        using HttpResponseMessage met = await gateway.PostAsync(TestGateway.Body(stream: false));
        using HttpResponseMessage after = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal((529, "40", "true"), ((int)after.StatusCode, Header(after, "retry-after"), Header(after, "x-should-retry")));
    }

    /// <summary>Providers repeat what the client wrote: that is no word of the provider's.</summary>
    [Theory]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"messages.0: Input tag 'Your credit balance is too low' does not match"}}""", RefusalReason.None)]
    [InlineData(403, """{"error":{"code":403,"message":"flagged","metadata":{"reasons":["x"],"flagged_input":"y"}}}""", RefusalReason.None)]
    [InlineData(403, """{"error":{"code":"AccountOverdueError","message":"m"}}""", RefusalReason.QuotaExhausted)]
    [InlineData(403, """{"error":{"code":"forbidden","message":"m"}}""", RefusalReason.CredentialRefused)]
    public async Task Refusal_IsTakenForWhatItIs(int status, string body, RefusalReason closed)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(status, body));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), _clock);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.False(response.IsSuccessStatusCode);
        Assert.Equal(closed, Assert.Single(await gateway.GatesAsync()).Closed);
    }

    [Fact]
    public async Task HeadersThatMakeNoSense_AreNoHeaders()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Json(200, Samples.Message()).With("x-ratelimit-remaining-requests", "5").With("x-ratelimit-reset-requests", "NaN"),
            Reply.Json(429, Samples.Error("rate_limit_error", "slow")).With("retry-after", "NaN"),
            Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), _clock);

        Assert.Equal("1", await Attempts(gateway));
        Task<string> second = Attempts(gateway);
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(0.6));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("2", await second);
    }

    [Theory]
    [InlineData(400, "invalid_request_error")]
    [InlineData(404, "not_found_error")]
    [InlineData(413, "request_too_large")]
    public async Task ClientsFault_CoolsNothing(int status, string type)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(status, Samples.Error(type, "no")), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), _clock);

        using HttpResponseMessage met = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal("1", await Attempts(gateway));
    }

    [Fact]
    public async Task FailingProvider_IsProbedByOne()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(500, Samples.Error("api_error", "broken"));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"retries\": 0", provider.BaseUrl), _clock);

        for (int failure = 0; failure < 5; failure++)
        {
            using HttpResponseMessage failed = await gateway.PostAsync(TestGateway.Body(stream: false));
            Assert.Equal(500, (int)failed.StatusCode);
        }

        Assert.Equal(RefusalReason.Failing, Assert.Single(await gateway.GatesAsync()).Closed);
        provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        Task<HttpResponseMessage>[] waiting = [.. Enumerable.Range(0, 5).Select(_ => gateway.PostAsync(TestGateway.Body(stream: false)))];
        await gateway.WaitForGatesAsync(gates => gates is [{ Waiting: 5 }]);
        Assert.Equal(5, provider.Requests.Count);
        _clock.Advance(TimeSpan.FromSeconds(5.1));

        foreach (Task<HttpResponseMessage> client in waiting)
        {
            using HttpResponseMessage response = await client;
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(RefusalReason.None, Assert.Single(await gateway.GatesAsync()).Closed);
    }

    [Fact]
    public async Task SwitchedOff_NeitherCoolsNorBreaks()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(429, Samples.Error("rate_limit_error", "slow")).With("retry-after", "300");
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(""", "cooldown": "off", "breaker": "off" """, provider.BaseUrl), _clock);

        for (int request = 0; request < 3; request++)
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
            Assert.Equal((429, "300", "1"), ((int)response.StatusCode, Header(response, "retry-after"), Header(response, "x-router-attempts")));
        }
    }

    private static async Task<string> Attempts(TestGateway gateway)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return Header(response, "x-router-attempts")!;
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;
}
