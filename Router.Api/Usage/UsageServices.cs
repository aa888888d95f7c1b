using Router.Api.Admin.Usage;
using Router.Api.Auth;
using Router.Api.Journal;

namespace Router.Api.Usage;

/// <summary>Registers usage, and maps who may ask for it.</summary>
internal static class UsageServices
{
    public static IServiceCollection AddRouterUsage(this IServiceCollection services) => services
        .AddProjection<UsageLedger>()
        .AddSingleton<OwnUsageEndpoint>()
        .AddSingleton<UsageEndpoint>()
        .AddSingleton<RecentRequestsEndpoint>();

    public static void MapUsage(this IEndpointRouteBuilder endpoints)
    {
        Doorkeeper door = endpoints.ServiceProvider.GetRequiredService<Doorkeeper>();
        OwnUsageEndpoint own = endpoints.ServiceProvider.GetRequiredService<OwnUsageEndpoint>();
        UsageEndpoint sums = endpoints.ServiceProvider.GetRequiredService<UsageEndpoint>();
        RecentRequestsEndpoint recent = endpoints.ServiceProvider.GetRequiredService<RecentRequestsEndpoint>();
        endpoints.MapGet("/v1/usage/me", door.Require((context, principal, _) => own.HandleAsync(context, principal)));
        endpoints.MapGet("/admin/v1/usage", door.RequireAdmin((context, _) => sums.HandleAsync(context)));
        endpoints.MapGet("/admin/v1/requests", door.RequireAdmin((context, _) => recent.HandleAsync(context)));
    }
}
