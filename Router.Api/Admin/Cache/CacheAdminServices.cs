using Router.Api.Admin.Routes;

namespace Router.Api.Admin.Cache;

/// <summary>Registers what admins do with the response cache.</summary>
internal static class CacheAdminServices
{
    public static IServiceCollection AddCacheAdmin(this IServiceCollection services) => services
        .AddSingleton<CacheDesk>()
        .AddAdminRoutes<CacheRoutes>();
}
