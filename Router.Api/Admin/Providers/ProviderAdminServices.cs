using Router.Api.Admin.Routes;

namespace Router.Api.Admin.Providers;

/// <summary>Registers what admins do with providers.</summary>
internal static class ProviderAdminServices
{
    public static IServiceCollection AddProviderAdmin(this IServiceCollection services) => services
        .AddSingleton<ProviderView>()
        .AddSingleton<ProviderReader>()
        .AddSingleton<ProviderActs>()
        .AddSingleton<ProviderTestEndpoint>()
        .AddAdminRoutes<ProviderRoutes>();
}
