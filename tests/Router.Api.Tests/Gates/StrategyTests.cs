using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Gates;

/// <summary>How a route chooses among its targets.</summary>
public sealed class StrategyTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private FakeProvider _a = null!;
    private FakeProvider _b = null!;

    public async ValueTask InitializeAsync()
    {
        (_a, _b) = (await FakeProvider.StartAsync(), await FakeProvider.StartAsync());
        _a.Otherwise = _ => Reply.Json(200, Samples.Message());
        _b.Otherwise = _ => Reply.Json(200, Samples.Message());
    }

    public async ValueTask DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
    }

    [Fact]
    public async Task Weighted_SharesSessions_AndKeepsEachWhereItIs()
    {
        await using TestGateway gateway = await Start("""[{ "target": "a/m", "weight": 3 }, { "target": "b/m", "weight": 1 }]""", "weighted");

        for (int round = 0; round < 2; round++)
        {
            for (int session = 0; session < 40; session++)
            {
                await PostAsync(gateway, $"session {session}");
            }
        }

        string[] atA = [.. _a.Requests.Select(request => request.Headers["x-claude-code-session-id"]).Distinct()];
        string[] atB = [.. _b.Requests.Select(request => request.Headers["x-claude-code-session-id"]).Distinct()];
        Assert.Empty(atA.Intersect(atB));
        Assert.InRange(atB.Length, 4, 16);
    }

    [Fact]
    public async Task Cheapest_GoesFirst_AndTheOtherIsForFailover()
    {
        await using TestGateway gateway = await Start("""["dear", "cheap"]""", "cheapest");
        _b.Enqueue(Reply.Json(500, Samples.Error("api_error", "broken")));

        Assert.Equal("a", await PostAsync(gateway, "s"));
        Assert.Equal("b", await PostAsync(gateway, "s"));
    }

    [Theory]
    [InlineData("""["a/claude-opus-4-8", "cheap"]""", "b")]
    [InlineData("""["b/claude-opus-4-8", "a/claude-haiku-4-5"]""", "a")]
    [InlineData("""["a/nobody-knows-it", "b/claude-opus-4-8"]""", "b")]
    public async Task Cheapest_TakesThePriceTable_WhereNoEntryHasAPrice_AndWhatNobodyPricedLast(string targets, string first)
    {
        await using TestGateway gateway = await Start(targets, "cheapest");

        Assert.Equal(first, await PostAsync(gateway, "s"));
    }

    [Fact]
    public async Task Fastest_IsWhoeverAnsweredSoonest()
    {
        _a.Otherwise = _ => Reply.Sse().Wait(Advanced(seconds: 3)).Send(Samples.Stream());
        _b.Otherwise = _ => Reply.Sse().Wait(Advanced(seconds: 1)).Send(Samples.Stream());
        await using TestGateway gateway = await Start("""["a/m", "b/m"]""", "fastest");

        Assert.Equal(["a", "b", "b", "b"], [await PostAsync(gateway, "s", true), await PostAsync(gateway, "s", true), await PostAsync(gateway, "s", true), await PostAsync(gateway, "s", true)]);
    }

    private Task Advanced(int seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return Task.CompletedTask;
    }

    private Task<TestGateway> Start(string targets, string strategy) => TestGateway.StartAsync(
        $$"""
        "providers": {
          "a": { "preset": "anthropic", "baseUrl": "{{_a.BaseUrl}}", "credentials": ["ka"] },
          "b": { "preset": "anthropic", "baseUrl": "{{_b.BaseUrl}}", "credentials": ["kb"] }
        },
        "models": {
          "dear": { "targets": ["a/m"], "price": { "input": 3, "output": 15 } },
          "cheap": { "targets": ["b/m"], "price": { "input": 1, "output": 20 } },
          "claude-test": { "targets": {{targets}}, "strategy": "{{strategy}}" }
        }
        """,
        _clock);

    private static async Task<string> PostAsync(TestGateway gateway, string session, bool stream = false)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream), request => request.Headers.Add("x-claude-code-session-id", session));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await response.Content.ReadAsStringAsync();
        return response.Headers.GetValues("x-router-provider").Single();
    }
}
