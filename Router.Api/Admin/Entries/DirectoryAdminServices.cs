using Router.Api.Admin.Keys;
using Router.Api.Admin.Routes;
using Router.Api.Admin.Teams;
using Router.Api.Admin.Tenants;
using Router.Api.Admin.Users;

namespace Router.Api.Admin.Entries;

/// <summary>Registers the administration of tenants, teams, users and keys.</summary>
internal static class DirectoryAdminServices
{
    public static IServiceCollection AddDirectoryAdmin(this IServiceCollection services) => services
        .AddSingleton<EntryFinder>()
        .AddSingleton<TenantFinder>()
        .AddSingleton<EntryTeller>()
        .AddSingleton<EntryReader>()
        .AddSingleton<EntryDesk>()
        .AddSingleton<TenantActs>()
        .AddSingleton<TeamActs>()
        .AddSingleton<UserActs>()
        .AddSingleton<KeyActs>()
        .AddSingleton<TenantEndpoint>()
        .AddSingleton<TeamEndpoint>()
        .AddSingleton<UserEndpoint>()
        .AddSingleton<RestrictedKeys>()
        .AddSingleton<KeyNames>()
        .AddSingleton<KeyEndpoint>()
        .AddAdminRoutes<EntryRoutes>();
}
