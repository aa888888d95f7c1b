using Router.Api.Admin.Routes;

namespace Router.Api.Admin.Vault;

/// <summary>Registers the administration of vaults.</summary>
internal static class VaultAdminServices
{
    public static IServiceCollection AddVaultAdmin(this IServiceCollection services) => services
        .AddSingleton<VaultReader>()
        .AddSingleton<VaultActs>()
        .AddSingleton<VaultEndpoint>()
        .AddAdminRoutes<VaultRoutes>();
}
