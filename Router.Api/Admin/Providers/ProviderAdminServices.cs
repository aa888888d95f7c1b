using Router.Api.Auth;

namespace Router.Api.Admin.Providers;

/// <summary>Registers and maps what admins do with providers.</summary>
internal static class ProviderAdminServices
{
    public static IServiceCollection AddProviderAdmin(this IServiceCollection services) => services
        .AddSingleton<ProviderView>()
        .AddSingleton<ProviderListEndpoint>()
        .AddSingleton<ProviderDrainEndpoint>()
        .AddSingleton<ProviderTestEndpoint>();

    public static void MapProviderAdmin(this IEndpointRouteBuilder endpoints)
    {
        Doorkeeper door = endpoints.ServiceProvider.GetRequiredService<Doorkeeper>();
        ProviderListEndpoint list = endpoints.ServiceProvider.GetRequiredService<ProviderListEndpoint>();
        ProviderDrainEndpoint drain = endpoints.ServiceProvider.GetRequiredService<ProviderDrainEndpoint>();
        ProviderTestEndpoint test = endpoints.ServiceProvider.GetRequiredService<ProviderTestEndpoint>();
        endpoints.MapGet("/admin/v1/providers", door.RequireAdmin(list.ListAsync));
        endpoints.MapGet("/admin/v1/providers/{name}", door.RequireAdmin(list.GetAsync));
        endpoints.MapPost("/admin/v1/providers/{name}/drain", door.RequireAdmin(drain.DrainAsync));
        endpoints.MapPost("/admin/v1/providers/{name}/resume", door.RequireAdmin(drain.ResumeAsync));
        endpoints.MapPost("/admin/v1/providers/{name}/test", door.RequireAdmin(test.HandleAsync));
    }
}
