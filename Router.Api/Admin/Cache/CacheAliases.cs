using Router.Api.Admin.Calls;
using Router.Api.Admin.Routes;
using Router.Core.Tenancy;

namespace Router.Api.Admin.Cache;

/// <summary>
/// The paths that other proxies have for the same: <c>GET /cache/stats</c>, <c>POST</c> and <c>DELETE /cache/clear</c>, <c>POST /cache/clear-expired</c>. Where access is open
/// they need no key, as there; the admin API itself always does.
/// </summary>
internal static class CacheAliases
{
    private static readonly Principal Anyone = Principal.Anonymous with { Role = Role.Admin };

    private static readonly (string Method, string Path, string Route)[] All =
    [
        ("GET", "/cache/stats", CacheRoutes.Stats),
        ("POST", "/cache/clear", CacheRoutes.Clear),
        ("DELETE", "/cache/clear", CacheRoutes.Clear),
        ("POST", "/cache/clear-expired", CacheRoutes.ClearExpired),
    ];

    public static void MapCacheAliases(this IEndpointRouteBuilder endpoints)
    {
        AdminDoor door = endpoints.ServiceProvider.GetRequiredService<AdminDoor>();
        AdminRouteTable table = endpoints.ServiceProvider.GetRequiredService<AdminRouteTable>();
        foreach ((string method, string path, string name) in All)
        {
            endpoints.MapMethods(path, [method], door.Open(table.Routes.Single(route => route.Path == name), Anyone));
        }
    }
}
