using System.Text;
using FakeUpstream;
using Microsoft.Extensions.Configuration;
using Router.Api.Telemetry;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Telemetry;

/// <summary>Export to a collector that keeps what it gets. The spans of other gateways in this process come along, so models have names of their own.</summary>
public sealed class OtlpExportTests
{
    private static async Task<FakeProvider> CollectorAsync()
    {
        FakeProvider collector = await FakeProvider.StartAsync();
        collector.Otherwise = _ => Reply.Of(200, "application/x-protobuf");
        return collector;
    }

    private static async Task<IReadOnlyList<ReceivedRequest>> ExportAsync(string model, Dictionary<string, string> environment, FakeProvider collector)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        string members = $$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["upstream-secret-a"] } }, "models": { "{{model}}": { "targets": ["a/m"] } } """;
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        await using (TestGateway gateway = await TestGateway.StartAsync(members, environment: environment))
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true, model));
            await response.Content.ReadAsStringAsync();
        }

        // The gateway's end sent what was left.
        return collector.Requests;
    }

    private static bool Tells(IEnumerable<ReceivedRequest> requests, string path, params string[] texts)
    {
        string[] bodies = [.. requests.Where(request => request.Target == path).Select(request => Encoding.Latin1.GetString(request.Body))];
        return texts.All(text => bodies.Any(body => body.Contains(text, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Endpoint_GetsTracesMetricsAndLogs_ByTheEnd()
    {
        await using FakeProvider collector = await CollectorAsync();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.BaseUrl, ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-otlp-api-key=key-of-collector" };

        IReadOnlyList<ReceivedRequest> got = await ExportAsync("exported-all", environment, collector);

        Assert.True(Tells(got, "/v1/traces", "router", "chat exported-all", "attempt a", "route", "first_content", "POST /v1/messages", "gen_ai.usage.output_tokens"));
        Assert.True(Tells(got, "/v1/metrics", "router", "gen_ai.client.operation.duration", "exported-all", "http.server.request.duration", "dotnet.gc.collections"));
        Assert.True(Tells(got, "/v1/logs", "exported-all", "Complete"));
        Assert.All(got, request => Assert.Equal("key-of-collector", request.Headers["x-otlp-api-key"]));
        Assert.All(got, request => Assert.DoesNotContain(TestGateway.Key, Encoding.Latin1.GetString(request.Body), StringComparison.Ordinal));
    }

    [Fact]
    public async Task ServiceName_AndSampler_AreTheVariables()
    {
        await using FakeProvider collector = await CollectorAsync();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.BaseUrl,
            ["OTEL_SERVICE_NAME"] = "front-door",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=lab",
            ["OTEL_TRACES_SAMPLER"] = "always_off",
        };

        IReadOnlyList<ReceivedRequest> got = await ExportAsync("exported-named", environment, collector);

        Assert.True(Tells(got, "/v1/metrics", "front-door", "deployment.environment.name", "exported-named"));
        Assert.DoesNotContain(got, request => request.Target == "/v1/traces");
    }

    [Fact]
    public async Task EndpointOfOneSignal_SwitchesOnThatOneOnly()
    {
        await using FakeProvider collector = await CollectorAsync();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = $"{collector.BaseUrl}/elsewhere" };

        IReadOnlyList<ReceivedRequest> got = await ExportAsync("exported-metrics", environment, collector);

        Assert.True(Tells(got, "/elsewhere", "exported-metrics"));
        Assert.All(got, request => Assert.Equal("/elsewhere", request.Target));
    }

    [Fact]
    public async Task CollectorThatIsDown_StopsNeitherMessagesNorTheEnd()
    {
        await using FakeProvider collector = await CollectorAsync();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9" };

        Assert.Empty(await ExportAsync("exported-nowhere", environment, collector));
    }

    [Theory]
    [InlineData("", false, false, "", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://user:secret@collector:4317/x", true, true, "http://collector:4317", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:1 OTEL_TRACES_EXPORTER=none", false, true, "http://c:1", "")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=https://c:1", true, false, "https://c:1", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:1 OTEL_SDK_DISABLED=true", false, false, "http://c:1", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=localhost:4317", false, false, "", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://c:1 OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=nonsense", false, true, "http://c:1", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")]
    public void Variables_SayWhatIsSent(string variables, bool traces, bool metrics, string destination, string problems)
    {
        IEnumerable<KeyValuePair<string, string?>> set = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], (string?)parts[1]));
        var settings = new OtlpSettings(new ConfigurationBuilder().AddInMemoryCollection(set).Build());

        Assert.Equal((traces, metrics, destination, problems), (settings.Traces, settings.Metrics, settings.Destination, string.Join(',', settings.Problems)));
    }
}
