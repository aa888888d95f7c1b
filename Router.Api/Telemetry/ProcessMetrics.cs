using System.Diagnostics.Metrics;
using Router.Api.Hosting;

namespace Router.Api.Telemetry;

/// <summary>The process itself, read when somebody collects.</summary>
internal sealed class ProcessMetrics
{
    public ProcessMetrics(RouterTelemetry telemetry, TimeProvider clock)
    {
        long started = clock.GetTimestamp();
        telemetry.Meter.CreateObservableGauge(MetricNames.Uptime, () => clock.GetElapsedTime(started).TotalSeconds, "s", "Time since the gateway started.");
        telemetry.Meter.CreateObservableUpDownCounter(MetricNames.Memory, static () => Environment.WorkingSet, "By", "Physical memory that the process holds.");
        telemetry.Meter.CreateObservableGauge(
            MetricNames.Build,
            static () => new Measurement<long>(1, new KeyValuePair<string, object?>(AttributeNames.Version, RouterVersion.Text)),
            unit: null,
            "The running version; the value is always 1.");
    }
}
