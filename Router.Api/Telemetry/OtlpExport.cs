using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Router.Api.Hosting;

namespace Router.Api.Telemetry;

/// <summary>
/// Sends spans and metrics by OTLP while an endpoint is set. .NET's own sources and meters are sent along, except the client spans of System.Net.Http: an
/// attempt has a span of its own, and the exporter's requests would be traced without end.
/// </summary>
internal sealed partial class OtlpExport : IHostedService, IDisposable
{
    /// <summary>How long a stop waits for what is not sent yet, in milliseconds.</summary>
    private const int Patience = 5000;

    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    public OtlpExport(RouterTelemetry telemetry, OtlpSettings settings, ILogger<OtlpExport> logger)
    {
        foreach (string name in settings.Problems)
        {
            LogProblem(logger, name);
        }

        _traces = settings.Traces ? Traces(settings.Configuration) : null;
        _metrics = settings.Metrics ? Metrics(settings.Configuration, telemetry) : null;
        if (settings.Traces || settings.Metrics || settings.Logs)
        {
            LogExport(logger, settings.Destination);
        }
    }

    /// <summary>Who speaks: <c>router</c>, unless OTEL_SERVICE_NAME or OTEL_RESOURCE_ATTRIBUTES say otherwise.</summary>
    public static void Describe(ResourceBuilder resource) => resource.AddService("router", serviceVersion: RouterVersion.Text).AddEnvironmentVariableDetector();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs behind the server's stop, so that the last messages are over.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Task.Run(() => _traces?.Shutdown(Patience), CancellationToken.None), Task.Run(() => _metrics?.Shutdown(Patience), CancellationToken.None));

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private static TracerProvider Traces(IConfiguration configuration) => Sdk.CreateTracerProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .ConfigureResource(Describe)
        .AddSource(RouterTelemetry.Name, "Microsoft.AspNetCore")
        .AddOtlpExporter(options => OtlpSignalOptions.Apply(options, configuration, OtlpSettings.TracesSignal))
        .Build();

    private static MeterProvider Metrics(IConfiguration configuration, RouterTelemetry telemetry) => Sdk.CreateMeterProviderBuilder()
        .ConfigureServices(services => services.AddSingleton(configuration))
        .ConfigureResource(Describe)
        .AddMeter(RouterTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime")
        .AddView(instrument => instrument.Meter.Name == RouterTelemetry.Name ? MetricLimits.ForRouter(instrument, telemetry.Meter) : null)
        .AddOtlpExporter(options => OtlpSignalOptions.Apply(options, configuration, OtlpSettings.MetricsSignal))
        .Build();

    [LoggerMessage(510, LogLevel.Information, "Telemetry goes to {Destination} by OTLP")]
    private static partial void LogExport(ILogger logger, string destination);

    [LoggerMessage(511, LogLevel.Warning, "{Variable} is not an http or https address, so nothing is sent there. Write one such as http://127.0.0.1:4317.")]
    private static partial void LogProblem(ILogger logger, string variable);
}
