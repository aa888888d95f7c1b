using Router.Api.Auth;
using Router.Api.Journal;

namespace Router.Api.Usage;

/// <summary>Registers usage, and maps what a key may ask of its own.</summary>
internal static class UsageServices
{
    public static IServiceCollection AddRouterUsage(this IServiceCollection services) => services
        .AddProjection<UsageLedger>()
        .AddSingleton<OwnUsageEndpoint>();

    public static void MapUsage(this IEndpointRouteBuilder endpoints)
    {
        Doorkeeper door = endpoints.ServiceProvider.GetRequiredService<Doorkeeper>();
        OwnUsageEndpoint own = endpoints.ServiceProvider.GetRequiredService<OwnUsageEndpoint>();
        endpoints.MapGet("/v1/usage/me", door.Require((context, principal, _) => own.HandleAsync(context, principal)));
    }
}
