using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Telemetry;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Spend;

/// <summary>A message's way stands in its record: what it was routed by, where it waited, who was asked and how that came out.</summary>
public sealed class RequestWayTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failover_StandsInTheRecord_AttemptByAttempt(bool stream)
    {
        await using FakeProvider busy = await FakeProvider.StartAsync(Reply.Json(529, Samples.Error("overloaded_error", "Overloaded")));
        await using FakeProvider other = await FakeProvider.StartAsync(stream ? Reply.Sse(Samples.Stream()) : Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(", \"retries\": 0", busy.BaseUrl, other.BaseUrl), new ManualClock());

        using HttpResponseMessage answer = await gateway.PostAsync(TestGateway.Body(stream));
        await answer.Content.ReadAsStringAsync();
        JsonNode record = Assert.Single((await gateway.DoneAsync("GET requests"))["data"]!.AsArray())!;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["routed - claude-test ordered 0", "asked a upstream-model http_error 529", "asked b upstream-model answered 200"], record["steps"]!.AsArray().Select(Text));
        Assert.Equal(2, (int)record["steps"]![0]!["targets"]!);
        long[] times = [.. record["steps"]!.AsArray().Select(step => (long)step!["at_ms"]!)];
        Assert.Equal(times.Order(), times);
        Assert.All(record["steps"]!.AsArray(), step => Assert.InRange((long)step!["at_ms"]! + (long)step["took_ms"]!, 0, (long)record["latency_ms"]! + 2));
    }

    [Fact]
    public async Task WaitBeforeAClosedGate_IsAPartOfTheWay()
    {
        var clock = new ManualClock();
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Json(429, Samples.Error("rate_limit_error", "Slow down")).With("retry-after", "7"), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), clock);

        Task<HttpResponseMessage> asking = gateway.PostAsync(TestGateway.Body(stream: false));
        await clock.AdvanceUntilAsync(asking, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
        using HttpResponseMessage answer = await asking;
        await answer.Content.ReadAsStringAsync();
        JsonNode record = Assert.Single((await gateway.DoneAsync("GET requests"))["data"]!.AsArray())!;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        JsonNode[] steps = [.. record["steps"]!.AsArray().Select(step => step!)];
        Assert.Equal(["asked a upstream-model http_error 429", "asked a upstream-model answered 200"], steps.Where(step => (string)step["kind"]! == "asked").Select(Text));
        Assert.InRange(steps.Where(step => (string)step["kind"]! == "waited").Sum(step => (long)step["took_ms"]!), 6_900, 120_000);
    }

    [Fact]
    public async Task HitOfTheCache_HasNoAttempt_AndIsMarkedInTheLogAndTheMetrics()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + """, "cache": { "mode": "full" } """);
        using var spans = new SpanCollector(gateway);

        for (int count = 0; count < 2; count++)
        {
            using HttpResponseMessage answer = await gateway.PostAsync(TestGateway.Body(stream: false));
            await answer.Content.ReadAsStringAsync();
            await spans.NextMessageAsync();
        }

        JsonArray records = (await gateway.DoneAsync("GET requests"))["data"]!.AsArray();
        Assert.Equal(["hit", "miss"], records.Select(record => (string)record!["cache"]!));
        Assert.DoesNotContain(records[0]!["steps"]!.AsArray(), step => (string)step!["kind"]! == "asked");
        Scrape scrape = await Scrape.OfAsync(gateway);
        Assert.Equal((1, 1), (scrape.Sum("router_messages_total", "router_cache=\"hit\""), scrape.Sum("router_messages_total", "router_cache=\"miss\"")));
        string log = gateway.Console.ToString() + string.Concat(Directory.EnumerateFiles(gateway.Folder.File("state/logs")).Select(ReadShared));
        Assert.Contains("cache=hit", log, StringComparison.Ordinal);
        Assert.Contains("cache=miss", log, StringComparison.Ordinal);
    }

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    private static string Text(JsonNode? step) => $"{step!["kind"]} {step["provider"]?.ToString() ?? "-"} {step["model"]?.ToString() ?? "-"} {step["outcome"]} {step["status"]}";
}
