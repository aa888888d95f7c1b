using Router.Api.Auth;
using Router.Api.Journal;
using Router.Core.Usage;

namespace Router.Api.Usage;

/// <summary>Registers usage, and maps what a key may ask of its own.</summary>
internal static class UsageServices
{
    public static IServiceCollection AddRouterUsage(this IServiceCollection services) => services
        .AddSingleton<OwnUsageEndpoint>();

    /// <summary>Keeps it in this process, as it adds up from the journal.</summary>
    public static IServiceCollection AddLocalUsage(this IServiceCollection services) => services
        .AddProjection<UsageLedger>()
        .AddSingleton<IUsageLedger>(provider => provider.GetRequiredService<UsageLedger>());

    public static void MapUsage(this IEndpointRouteBuilder endpoints)
    {
        Doorkeeper door = endpoints.ServiceProvider.GetRequiredService<Doorkeeper>();
        OwnUsageEndpoint own = endpoints.ServiceProvider.GetRequiredService<OwnUsageEndpoint>();
        endpoints.MapGet("/v1/usage/me", door.Require((context, principal, _) => own.HandleAsync(context, principal)));
    }
}
