using Router.Api.Admin.Calls;

namespace Router.Api.Admin.Vault;

/// <summary>Registers and maps the administration of vaults.</summary>
internal static class VaultAdminServices
{
    public static IServiceCollection AddVaultAdmin(this IServiceCollection services) => services
        .AddSingleton<VaultEndpoint>()
        .AddSingleton<VaultList>();

    public static void MapVaultAdmin(this IEndpointRouteBuilder endpoints)
    {
        IServiceProvider services = endpoints.ServiceProvider;
        AdminDoor door = services.GetRequiredService<AdminDoor>();
        VaultEndpoint vault = services.GetRequiredService<VaultEndpoint>();
        endpoints.MapGet("/admin/v1/vault", door.Open(services.GetRequiredService<VaultList>().AnswerAsync));
        endpoints.MapGet("/admin/v1/vault/{id}", door.Open(vault.GetAsync));
        endpoints.MapPut("/admin/v1/vault/{id}", door.Open(vault.PutAsync));
        endpoints.MapPost("/admin/v1/vault/{id}/rotate", door.Open(vault.RotateAsync));
        endpoints.MapDelete("/admin/v1/vault/{id}", door.Open(vault.DeleteAsync));
    }
}
