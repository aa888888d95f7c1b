using Router.Api.Admin.Routes;

namespace Router.Api.Admin.Usage;

/// <summary>Registers what admins are told of usage.</summary>
internal static class UsageAdminServices
{
    public static IServiceCollection AddUsageAdmin(this IServiceCollection services) => services
        .AddSingleton<UsageReader>()
        .AddSingleton<RequestReader>()
        .AddSingleton<SessionReader>()
        .AddAdminRoutes<UsageRoutes>();
}
