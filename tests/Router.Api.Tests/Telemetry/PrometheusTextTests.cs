using System.Diagnostics.Metrics;
using Router.Api.Telemetry;
using Router.Api.Telemetry.Scrape;
using Xunit;

namespace Router.Api.Tests.Telemetry;

public sealed class PrometheusTextTests
{
    [Theory]
    [InlineData("router.messages", "{message}", true, "router_messages_total")]
    [InlineData("router.gate.opens_in", "s", false, "router_gate_opens_in_seconds")]
    [InlineData("process.memory.usage", "By", false, "process_memory_usage_bytes")]
    [InlineData("already.in_seconds", "s", false, "already_in_seconds")]
    [InlineData("9.odd-name", null, false, "__odd_name")]
    public void Name_IsByOpenTelemetrysRules(string name, string? unit, bool rises, string expected) => Assert.Equal(expected, PrometheusNames.Of(name, unit, rises));

    [Fact]
    public void TextsAreEscaped_AndNumbersAreInvariant()
    {
        using var telemetry = new RouterTelemetry(TimeProvider.System);
        using var reader = new MetricsReader(telemetry);
        Counter<double> odd = telemetry.Meter.CreateCounter<double>("odd", "s", "Says \"a\\b\"\nand more.");
        odd.Add(0.5, new KeyValuePair<string, object?>("the.label", "a\"b\\c\nd"), new KeyValuePair<string, object?>("flag", true));
        telemetry.Meter.CreateObservableGauge("endless", () => double.PositiveInfinity);

        string text = reader.Read();

        Assert.Contains("# HELP odd_seconds_total Says \"a\\\\b\"\\nand more.\n# TYPE odd_seconds_total counter\nodd_seconds_total{flag=\"true\",the_label=\"a\\\"b\\\\c\\nd\"} 0.5\n", text, StringComparison.Ordinal);
        Assert.Contains("endless +Inf\n", text, StringComparison.Ordinal);
        Assert.Equal("counter", Scrape.Of(text).Types["odd_seconds_total"]);
    }

    [Fact]
    public void TwoGatewaysInOneProcess_AreToldApart()
    {
        using var one = new RouterTelemetry(TimeProvider.System);
        using var other = new RouterTelemetry(TimeProvider.System);
        using var reader = new MetricsReader(one);

        other.Meter.CreateCounter<long>("other").Add(1);
        one.Meter.CreateCounter<long>("one").Add(1);

        Assert.Equal(["one_total"], Scrape.Of(reader.Read()).Types.Keys);
    }
}
