using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ServiceDefaults;

/// <summary>
/// What every service of the composition does alike: telemetry over OTLP, as the OTEL_ variables say, and service discovery. No HTTP client gets a resilience
/// handler: its time limits of seconds would end a model's answer, and its retries would ask, and pay, twice. /health, /alive and /ready are the front door's
/// own, in every environment.
/// </summary>
public static class ServiceDefaultsExtensions
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The sources of .NET and Orleans. Not System.Net.Http: an attempt at a provider has a span of its own, and the exporter's requests would be traced without end.</summary>
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application"];

    private static readonly string[] Meters =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime", "Microsoft.Orleans"];

    /// <summary>Adds the defaults.</summary>
    /// <param name="builder">The service.</param>
    /// <param name="own">The names of the service's own sources and meters.</param>
    public static void AddServiceDefaults(this IHostApplicationBuilder builder, params string[] own)
    {
        builder.Services.AddServiceDiscovery();
        OpenTelemetryBuilder telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(builder.Environment.ApplicationName).AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics.AddMeter([.. Meters, .. own]));
        if (builder.Configuration[Endpoint] is { Length: > 0 })
        {
            builder.Logging.AddOpenTelemetry(static logs => logs.IncludeFormattedMessage = true);
            telemetry.WithTracing(traces => traces.AddSource([.. Sources, .. own]).AddProcessor(new HousekeepingSpans())).UseOtlpExporter();
        }
    }
}
