using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Router.Api.Telemetry;

/// <summary>The last bound of metrics, for every reader.</summary>
internal static class MetricLimits
{
    /// <summary>
    /// Label sets an instrument; whatever comes beyond is told as one with <c>otel.metric.overflow</c>. Labels are bounded by the configuration already, but
    /// a configuration can be large, and change often.
    /// </summary>
    public const int LabelSets = 500;

    /// <summary>A view that takes the instruments of one gateway, and drops those of another in the same process.</summary>
    public static MetricStreamConfiguration ForRouter(Instrument instrument, Meter own) =>
        ReferenceEquals(instrument.Meter, own) ? new MetricStreamConfiguration { CardinalityLimit = LabelSets } : MetricStreamConfiguration.Drop;
}
