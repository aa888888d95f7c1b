using Router.Api.Admin.Calls;

namespace Router.Api.Admin.Routes;

/// <summary>Registers and maps the routes of the admin API.</summary>
internal static class AdminRouting
{
    /// <summary>Adds the routes of a part of the API.</summary>
    public static IServiceCollection AddAdminRoutes<T>(this IServiceCollection services)
        where T : class, IAdminRoutes => services.AddSingleton<IAdminRoutes, T>();

    public static IServiceCollection AddAdminRouting(this IServiceCollection services) => services
        .AddSingleton<AdminDoor>()
        .AddSingleton<AdminRouteTable>()
        .AddAdminRoutes<DocumentRoutes>();

    public static void MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        AdminDoor door = endpoints.ServiceProvider.GetRequiredService<AdminDoor>();
        foreach (AdminRoute route in endpoints.ServiceProvider.GetRequiredService<AdminRouteTable>().Routes)
        {
            endpoints.MapMethods(AdminRoute.Root + route.Path, [route.Method], door.Open(route));
        }
    }
}
