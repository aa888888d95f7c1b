using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Router.Api.Telemetry.Scrape;

/// <summary>
/// Counts from the start, and gives the figures when asked. It knows nothing of the OTEL_* variables: what is exported elsewhere changes nothing here.
/// </summary>
internal sealed class MetricsReader : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ScrapeExporter _exporter = new();
    private readonly MeterProvider _provider;

    public MetricsReader(RouterTelemetry telemetry)
    {
        _provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()))
            .AddMeter(RouterTelemetry.Name)
            .AddView(instrument => MetricLimits.ForRouter(instrument, telemetry.Meter))
            .AddReader(new BaseExportingMetricReader(_exporter))
            .Build();
    }

    /// <summary>All metrics in Prometheus' text format.</summary>
    public string Read()
    {
        // Collections that overlap share one result; each scrape wants its own.
        lock (_lock)
        {
            // The reader gave the exporter this function: a collection that nobody pulls is refused.
            return _exporter.Collect!(Timeout.Infinite) ? _exporter.Text : throw new InvalidOperationException("The metrics could not be collected.", _exporter.Problem);
        }
    }

    public void Dispose() => _provider.Dispose();
}
