using Router.Api.Admin.Routes;

namespace Router.Api.Admin.Nodes;

/// <summary>Registers what admins see of nodes.</summary>
internal static class NodeAdminServices
{
    public static IServiceCollection AddNodeAdmin(this IServiceCollection services) => services.AddSingleton<ThisNode>().AddSingleton<NodeReader>().AddAdminRoutes<NodeRoutes>();
}
