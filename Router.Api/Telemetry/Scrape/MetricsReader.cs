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
    private readonly BaseExportingMetricReader _reader;
    private readonly MeterProvider _provider;

    public MetricsReader(RouterTelemetry telemetry)
    {
        _reader = new BaseExportingMetricReader(_exporter);
        _provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()))
            .AddMeter(RouterTelemetry.Name)
            .AddView(instrument => MetricLimits.ForRouter(instrument, telemetry.Meter))
            .AddReader(_reader)
            .Build();
    }

    /// <summary>All metrics in Prometheus' text format; null when collecting them failed.</summary>
    public string? Read()
    {
        // Collections that overlap share one result; each scrape wants its own.
        lock (_lock)
        {
            return _reader.Collect() ? _exporter.Text : null;
        }
    }

    public void Dispose() => _provider.Dispose();
}
