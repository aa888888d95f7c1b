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

    /// <summary>Why the last collection could not be told: a bug, which the SDK would swallow.</summary>
    public Exception? Problem { get; private set; }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        try
        {
            var text = new PrometheusText();
            foreach (Metric metric in batch)
            {
                text.Write(metric);
            }

            (Text, Problem) = (text.ToString(), null);
            return ExportResult.Success;
        }
        catch (Exception exception)
        {
            Problem = exception;
            return ExportResult.Failure;
        }
    }
}
