using Router.Api.Admin.Routes;

namespace Router.Api.Admin.Configuration;

/// <summary>Registers what admins do with the configuration.</summary>
internal static class ConfigAdminServices
{
    public static IServiceCollection AddConfigAdmin(this IServiceCollection services) => services.AddSingleton<ConfigReader>().AddSingleton<ConfigActs>().AddAdminRoutes<ConfigRoutes>();
}
