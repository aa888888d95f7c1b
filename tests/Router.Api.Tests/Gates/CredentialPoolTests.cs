using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Router.Core.Admission;
using Xunit;

namespace Router.Api.Tests.Gates;

/// <summary>Several credentials of one provider: a session stays at one, because prompt caches live there. Regression: pitfall 48.</summary>
public sealed class CredentialPoolTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Session_StaysAtItsCredential_AndSessionsSpread()
    {
        await using FakeProvider provider = await Answering();
        await using TestGateway gateway = await Start(provider);

        for (int round = 0; round < 3; round++)
        {
            for (int session = 0; session < 20; session++)
            {
                await Post(gateway, $"session-{session}");
            }
        }

        ILookup<string, string> keys = provider.Requests.ToLookup(request => request.Headers["x-claude-code-session-id"], request => request.Headers["x-api-key"]);
        Assert.All(keys, session => Assert.Single(session.Distinct()));
        Assert.Equal(3, provider.Requests.Select(request => request.Headers["x-api-key"]).Distinct().Count());
    }

    [Fact]
    public async Task RefusedSession_MovesAndStays()
    {
        string? refused = null;
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = request => request.Headers["x-api-key"] == (refused ??= request.Headers["x-api-key"])
            ? Reply.Json(429, Samples.Error("rate_limit_error", "slow")).With("retry-after", "20")
            : Reply.Json(200, Samples.Message());
        await using TestGateway gateway = await Start(provider);

        await Post(gateway, "s");
        string second = provider.Requests[1].Headers["x-api-key"];
        refused = "";
        _clock.Advance(TimeSpan.FromSeconds(30));
        await Post(gateway, "s");

        Assert.Equal(second, provider.Requests[2].Headers["x-api-key"]);
    }

    [Fact]
    public async Task BusyCredential_KeepsItsSession()
    {
        await using FakeProvider provider = await Answering();
        await using TestGateway gateway = await Start(provider, """, "limits": { "requestsPerMinute": 1 }""");

        await Post(gateway, "s");
        await Post(gateway, "s");
        _clock.Advance(TimeSpan.FromSeconds(61));
        await Post(gateway, "s");

        string[] keys = [.. provider.Requests.Select(request => request.Headers["x-api-key"])];
        Assert.NotEqual(keys[0], keys[1]);
        Assert.Equal(keys[0], keys[2]);
    }

    [Fact]
    public async Task RefusedCredential_IsNotSentAgainWithEveryRequest()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = request => request.Headers["x-api-key"] == "key-2" ? Reply.Json(200, Samples.Message()) : Reply.Json(401, Samples.Error("authentication_error", "invalid x-api-key"));
        await using TestGateway gateway = await Start(provider);

        for (int session = 0; session < 6; session++)
        {
            await Post(gateway, $"session-{session}");
        }

        Assert.Equal(8, provider.Requests.Count);
        Assert.Equal([RefusalReason.CredentialRefused, RefusalReason.None, RefusalReason.CredentialRefused], (await gateway.GatesAsync()).Select(gate => gate.Closed));
    }

    [Fact]
    public async Task KeysThatClientsBring_DoNotCoolEachOther()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = request => request.Headers["x-api-key"] == "good" ? Reply.Json(200, Samples.Message()) : Reply.Json(429, Samples.Error("rate_limit_error", "slow")).With("retry-after", "300");
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["client"] } }, "models": { "claude-test": { "targets": ["a/m"] } } """, _clock);

        using HttpResponseMessage bad = await PostOwn(gateway, "bad");
        using HttpResponseMessage good = await PostOwn(gateway, "good");

        Assert.Equal((429, HttpStatusCode.OK), ((int)bad.StatusCode, good.StatusCode));
    }

    private static Task<HttpResponseMessage> PostOwn(TestGateway gateway, string key) => gateway.PostAsync(TestGateway.Body(stream: false), request =>
    {
        request.Headers.Add("x-router-key", TestGateway.Key);
        request.Headers.Add("x-api-key", key);
    });

    private static async Task Post(TestGateway gateway, string session)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-claude-code-session-id", session));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<FakeProvider> Answering()
    {
        FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        return provider;
    }

    private Task<TestGateway> Start(FakeProvider provider, string extra = "") => TestGateway.StartAsync(
        $$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["key-1", "key-2", "key-3"]{{extra}} } }, "models": { "claude-test": { "targets": ["a/m"] } } """,
        _clock);
}
