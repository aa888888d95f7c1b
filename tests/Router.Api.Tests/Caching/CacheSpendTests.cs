using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Caching;

/// <summary>What the response cache saves, and what it does not: a hit and a shared answer cost nothing, and count as requests.</summary>
public sealed class CacheSpendTests
{
    private static string Begun => Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, "Hello");

    private static string Rest => Samples.TextDelta(0, ", world!") + Samples.BlockStop(0) + Samples.End("end_turn");

    [Fact]
    public async Task Savings_StandInRecordsAndInSums()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await StartAsync(provider);
        string key = await gateway.UserWithKeyAsync("ann", "member");
        await MissJoinAndHitAsync(gateway, provider, key);

        JsonArray records = (await gateway.DoneAsync("GET requests?user=ann"))["data"]!.AsArray();
        Assert.Equal(["hit 0 0.05", "joined 0 0.05", "miss 0.05 0"], records.Select(record => $"{record!["cache"]} {record["usd"]} {record["saved_usd"]}").Order(StringComparer.Ordinal));
        JsonNode row = Assert.Single((await gateway.DoneAsync("GET usage?group_by=user"))["data"]!.AsArray())!;
        Assert.Equal((3, 0.05m, 0.10m, 15), ((int)row["requests"]!, (decimal)row["usd"]!, (decimal)row["saved_usd"]!, (int)row["output_tokens"]!));
        JsonNode session = (await gateway.DoneAsync("GET sessions"))["data"]![0]!;
        Assert.Equal(0.10m, (decimal)session["total"]!["saved_usd"]!);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/usage/me") { Headers = { { "x-router-key", key } } };
        using HttpResponseMessage own = await gateway.Client.SendAsync(request);
        Assert.Equal(0.10m, (decimal)JsonNode.Parse(await own.Content.ReadAsStringAsync())!["spend"]!["today"]!["saved_usd"]!);
        JsonNode cache = (await gateway.DoneAsync("GET cache"))["data"]![0]!;
        Assert.Equal((1, 1, 1, 0.10m), ((int)cache["hits"]!, (int)cache["misses"]!, (int)cache["joined"]!, (decimal)cache["saved_usd"]!));
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task HitsAndJoiners_CountAgainstLimitsOfRequests_AndTakeNothingOfABudget()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await StartAsync(provider);
        await gateway.DoneAsync("POST users", """{"id":"ann","role":"member","limits":{"requests_per_minute":3},"budget":{"usd":500,"per":"month"}}""");
        string key = (string)(await gateway.DoneAsync("POST keys", """{"user":"ann"}"""))["secret"]!;
        await MissJoinAndHitAsync(gateway, provider, key);

        using HttpResponseMessage fourth = await PostAsync(gateway, key);
        Assert.Equal(HttpStatusCode.TooManyRequests, fourth.StatusCode);
        JsonNode budget = (await gateway.DoneAsync("GET budgets"))["data"]!.AsArray().Single(node => (string?)node!["id"] == "ann" && (string?)node["type"] == "user")!;
        Assert.Equal(0.05m, (decimal)budget["spent_usd"]!["this_month"]!);
        Assert.Equal(0m, (decimal)budget["reserved_usd"]!);
    }

    private static Task<TestGateway> StartAsync(FakeProvider provider) => TestGateway.StartAsync(
        TestGateway.Providers(provider.BaseUrl).Replace("\"targets\"", "\"price\": { \"input\": 1000, \"output\": 1000 }, \"targets\"", StringComparison.Ordinal) + ", \"cache\": { \"mode\": \"full\" }",
        new ManualClock());

    private static async Task MissJoinAndHitAsync(TestGateway gateway, FakeProvider provider, string key)
    {
        var go = new TaskCompletionSource();
        provider.Enqueue(Reply.Sse().Send(Begun).Wait(go.Task).Send(Rest));
        using HttpResponseMessage leader = await PostAsync(gateway, key);
        using HttpResponseMessage joiner = await PostAsync(gateway, key);
        go.SetResult();
        Assert.Equal(await leader.Content.ReadAsStringAsync(), await joiner.Content.ReadAsStringAsync());
        using HttpResponseMessage hit = await PostAsync(gateway, key);
        await hit.Content.ReadAsStringAsync();
        Assert.Equal(["miss", "joined", "hit"], new[] { leader, joiner, hit }.Select(response => response.Headers.GetValues("x-router-cache").Single()));
    }

    private static Task<HttpResponseMessage> PostAsync(TestGateway gateway, string key) => gateway.PostAsync(TestGateway.Body(stream: true), request =>
    {
        request.Headers.Add("x-router-key", key);
        request.Headers.Add("x-claude-code-session-id", "one");
    });
}
