using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Router.Api.Telemetry.Scrape;

/// <summary>Turns what a collection brings into text.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class ScrapeExporter : BaseExporter<Metric>, IPullMetricExporter
{
    /// <inheritdoc/>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>The last collection.</summary>
    public string Text { get; private set; } = "";

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new PrometheusText();
        foreach (Metric metric in batch)
        {
            text.Write(metric);
        }

        Text = text.ToString();
        return ExportResult.Success;
    }
}
