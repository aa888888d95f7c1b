using Router.Api.Auth;

namespace Router.Api.Admin.Providers;

/// <summary>Registers and maps the test of a provider.</summary>
internal static class ProviderTestServices
{
    public static IServiceCollection AddProviderTest(this IServiceCollection services) => services.AddSingleton<ProviderTestEndpoint>();

    public static void MapProviderTest(this IEndpointRouteBuilder endpoints)
    {
        Doorkeeper door = endpoints.ServiceProvider.GetRequiredService<Doorkeeper>();
        ProviderTestEndpoint test = endpoints.ServiceProvider.GetRequiredService<ProviderTestEndpoint>();
        endpoints.MapPost("/admin/v1/providers/{name}/test", door.Require(test.HandleAsync));
    }
}
