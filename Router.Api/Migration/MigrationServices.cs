using Router.Api.Admin.Routes;

namespace Router.Api.Migration;

/// <summary>Registers what takes a single machine's state over.</summary>
internal static class MigrationServices
{
    public static IServiceCollection AddMigration(this IServiceCollection services) => services.AddSingleton<MigrationActs>().AddAdminRoutes<MigrationRoutes>();
}
