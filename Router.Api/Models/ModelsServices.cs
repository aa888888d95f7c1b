using Router.Api.Auth;

namespace Router.Api.Models;

/// <summary>Maps the model list.</summary>
internal static class ModelsServices
{
    public static void MapModels(this IEndpointRouteBuilder endpoints)
    {
        Doorkeeper door = endpoints.ServiceProvider.GetRequiredService<Doorkeeper>();
        endpoints.MapGet("/v1/models", door.Require(ModelsEndpoint.ListAsync));
        endpoints.MapGet("/v1/models/{**id}", door.Require(ModelsEndpoint.GetAsync));
    }
}
