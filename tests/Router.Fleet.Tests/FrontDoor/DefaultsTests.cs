using System.Net;
using System.Text;
using FakeUpstream;
using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>What a node has of the composition that it is part of: telemetry, names of services, health.</summary>
public sealed class DefaultsTests
{
    [Fact]
    public async Task TelemetryOfTheDoor_OfDotNet_AndOfOrleans_GoesOutByOtlp()
    {
        await using FakeProvider collector = await FakeProvider.StartAsync();
        collector.Otherwise = _ => Reply.Json(200, "{}");
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess node = await fleet.AddAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.BaseUrl), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"), ("OTEL_BSP_SCHEDULE_DELAY", "200"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "200"));
        Assert.Equal(HttpStatusCode.OK, await node.MessageAsync());

        await SeenAsync(collector, "/v1/traces", "chat claude-test", "gen_ai.request.model", "gen_ai.usage.input_tokens", "POST /v1/messages", "ISpendAccountGrain/ReserveAsync", "router-api");
        await SeenAsync(collector, "/v1/metrics", "gen_ai.client.token.usage", "router.gate.permits", "http.server.request.duration", "http.client.open_connections", "orleans-", "dotnet.process.memory");
        await SeenAsync(collector, "/v1/logs", "listens on");
        string all = string.Concat(collector.Requests.Select(request => Encoding.Latin1.GetString(request.Body)));
        Assert.DoesNotContain("upstream-secret", all, StringComparison.Ordinal);
        Assert.DoesNotContain(DoorProcess.Key, all, StringComparison.Ordinal);
    }

    /// <param name="sampler">Nothing set, and what Aspire sets.</param>
    /// <param name="tracing">Likewise.</param>
    [Theory]
    [InlineData("", "")]
    [InlineData("always_on", "true")]
    public async Task TracesAreOfRequests_EachCallOnce_NotOfWhatTheFleetDoesForItself(string sampler, string tracing)
    {
        await using FakeProvider collector = await FakeProvider.StartAsync();
        collector.Otherwise = _ => Reply.Json(200, "{}");
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        (string Name, string Value)[] telemetry =
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.BaseUrl), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_TRACES_SAMPLER", sampler), ("Orleans__EnableDistributedTracing", tracing),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"),
        ];
        telemetry = [.. telemetry.Where(static variable => variable.Value.Length > 0)];
        await fleet.AddAsync(telemetry);
        DoorProcess node = await fleet.AddAsync(telemetry);
        Assert.Equal(HttpStatusCode.OK, await node.MessageAsync());
        await Task.Delay(TimeSpan.FromSeconds(3)); // long enough to see what must not be there: nodes ping and report, timers run, each second
        Assert.Equal(HttpStatusCode.Unauthorized, await node.StatusAsync("/v1/models"));

        await SeenAsync(collector, "/v1/traces", "chat claude-test", "ISpendAccountGrain/ReserveAsync", "GET /v1/models");
        // The names and rpc.method of two spans, which two nodes may send: who calls, who is called.
        string traces = await Until.Async(
            () => Task.FromResult(string.Concat(collector.Requests.Where(request => request.Target == "/v1/traces").Select(request => Encoding.Latin1.GetString(request.Body)))),
            static sent => Reservations(sent) >= 4);
        Assert.Equal(4, Reservations(traces));
        foreach (string housekeeping in (string[])["IMembershipService/", "IGrainTimerInvoker/", "/JoinAsync"])
        {
            Assert.DoesNotContain(housekeeping, traces, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task BaseUrlThatNamesAService_GoesToWhereTheCompositionSaysThatItIs()
    {
        await using FakeProvider model = await FakeProvider.StartAsync();
        model.Otherwise = _ => Reply.Json(200, Samples.Message());
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        await File.WriteAllTextAsync(fleet.Config, (await File.ReadAllTextAsync(fleet.Config)).Replace(fleet.Provider.BaseUrl, "https+http://model-server/behind", StringComparison.Ordinal));
        DoorProcess node = await fleet.AddAsync(("services__model-server__http__0", model.BaseUrl));
        Assert.Equal(HttpStatusCode.OK, await node.MessageAsync());
        Assert.Equal("/behind/v1/messages", model.Requests[0].Target);

        DoorProcess lost = await fleet.AddAsync();
        using HttpResponseMessage answer = await lost.PostAsync();
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Empty(fleet.Provider.Requests);
    }

    /// <summary>Nothing but the gateway's own rules asks a provider again, or ends its answer: no client of the node has a resilience handler.</summary>
    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task FailedCallOfAProvider_IsNotMadeAgain(int status)
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        fleet.Provider.Otherwise = _ => Reply.Json(status, Samples.Error("api_error", "no"));
        DoorProcess node = await fleet.AddAsync();
        Assert.NotEqual(HttpStatusCode.OK, await node.MessageAsync());
        Assert.Single(fleet.Provider.Requests);
    }

    [Fact]
    public async Task HealthIsToldInEveryEnvironment()
    {
        await using DoorFleet fleet = await DoorFleet.StartAsync();
        DoorProcess node = await fleet.AddAsync(("ASPNETCORE_ENVIRONMENT", "Production"), ("DOTNET_ENVIRONMENT", "Production"));
        foreach (string path in (string[])["/health", "/alive", "/ready"])
        {
            Assert.Equal(HttpStatusCode.OK, await node.StatusAsync(path));
        }
    }

    private static int Reservations(string traces) => traces.Split("ISpendAccountGrain/ReserveAsync").Length - 1;

    private static async Task SeenAsync(FakeProvider collector, string path, params string[] words)
    {
        await Until.Async(
            () => Task.FromResult(string.Join(", ", words.Where(word => !collector.Requests.Any(request => request.Target == path && Encoding.Latin1.GetString(request.Body).Contains(word, StringComparison.Ordinal))))),
            static missing => missing.Length == 0,
            seconds: 60);
    }
}
