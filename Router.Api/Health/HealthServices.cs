namespace Router.Api.Health;

/// <summary>Registers and maps health and service information.</summary>
internal static class HealthServices
{
    private static readonly string[] GetOrHead = ["GET", "HEAD"];

    public static IServiceCollection AddRouterHealth(this IServiceCollection services) => services
        .AddSingleton<ProviderBoard>()
        .AddSingleton<HealthEndpoint>();

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        HealthEndpoint health = endpoints.ServiceProvider.GetRequiredService<HealthEndpoint>();
        endpoints.MapMethods("/alive", GetOrHead, (RequestDelegate)HealthEndpoint.AliveAsync);
        endpoints.MapMethods("/ready", GetOrHead, (RequestDelegate)health.ReadyAsync);
        endpoints.MapMethods("/health", GetOrHead, (RequestDelegate)health.HealthAsync);
        endpoints.MapMethods("/healthz", GetOrHead, (RequestDelegate)health.HealthAsync);
        endpoints.MapMethods("/", GetOrHead, (RequestDelegate)health.InfoAsync);
        endpoints.MapMethods("/api/hello", ["HEAD"], (RequestDelegate)HealthEndpoint.HelloAsync);
    }
}
