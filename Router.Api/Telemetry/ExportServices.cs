using OpenTelemetry.Logs;
using OpenTelemetry.Resources;

namespace Router.Api.Telemetry;

/// <summary>Registers the sending of spans, metrics and logs by OTLP, for a host that does not send them by itself.</summary>
internal static class ExportServices
{
    public static IServiceCollection AddRouterExport(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = new OtlpSettings(configuration);
        if (settings.Logs)
        {
            services.AddLogging(logging => logging.AddOpenTelemetry(export =>
            {
                var resource = ResourceBuilder.CreateDefault();
                OtlpExport.Describe(resource);
                export.SetResourceBuilder(resource).AddOtlpExporter(options => OtlpSignalOptions.Apply(options, configuration, OtlpSettings.LogsSignal));
                export.IncludeFormattedMessage = true;
            }));
        }

        return services.AddSingleton(settings).AddHostedService<OtlpExport>();
    }
}
