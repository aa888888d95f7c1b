using Router.Api.Auth;
using Router.Api.Telemetry.Scrape;

namespace Router.Api.Telemetry;

/// <summary>Registers spans, metrics and their readers, and maps GET /metrics.</summary>
internal static class MeasurementServices
{
    private static readonly string[] GetOrHead = ["GET", "HEAD"];

    public static IServiceCollection AddRouterMeasurements(this IServiceCollection services) => services
        .AddSingleton<RouterTelemetry>()
        .AddSingleton<ProcessMetrics>()
        .AddSingleton<MetricsReader>()
        .AddSingleton<MetricsEndpoint>();

    public static void MapMetrics(this IEndpointRouteBuilder endpoints)
    {
        // What nobody asks for would not be made, and is missing from a collection.
        endpoints.ServiceProvider.GetRequiredService<ProcessMetrics>();
        if (endpoints.ServiceProvider.GetService<IGateBoard>() is { } board)
        {
            ActivatorUtilities.CreateInstance<GateMetrics>(endpoints.ServiceProvider, board);
        }

        Doorkeeper door = endpoints.ServiceProvider.GetRequiredService<Doorkeeper>();
        MetricsEndpoint metrics = endpoints.ServiceProvider.GetRequiredService<MetricsEndpoint>();
        endpoints.MapMethods("/metrics", GetOrHead, door.RequireAdmin((context, _) => metrics.HandleAsync(context)));
    }
}
