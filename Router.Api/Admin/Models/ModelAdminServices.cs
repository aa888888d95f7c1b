using Router.Api.Admin.Routes;

namespace Router.Api.Admin.Models;

/// <summary>Registers what admins are told of models.</summary>
internal static class ModelAdminServices
{
    public static IServiceCollection AddModelAdmin(this IServiceCollection services) => services.AddSingleton<ModelReader>().AddAdminRoutes<ModelRoutes>();
}
