using Router.Api.Admin.Audit;
using Router.Api.Admin.Budgets;
using Router.Api.Admin.Cache;
using Router.Api.Admin.Configuration;
using Router.Api.Admin.Entries;
using Router.Api.Admin.Events;
using Router.Api.Admin.Models;
using Router.Api.Admin.Nodes;
using Router.Api.Admin.Providers;
using Router.Api.Admin.Routes;
using Router.Api.Admin.Usage;
using Router.Api.Admin.Vault;
using Router.Api.Migration;
using Router.Core.AdminContract;

namespace Router.Api.Admin;

/// <summary>Registers the admin API. A part of it brings its routes with <see cref="AdminRouting.AddAdminRoutes"/>.</summary>
internal static class AdminServices
{
    public static IServiceCollection AddRouterAdmin(this IServiceCollection services) => services
        .AddAdminRouting()
        .AddSingleton<IAdminApi, AdminApi>()
        .AddProviderAdmin()
        .AddModelAdmin()
        .AddDirectoryAdmin()
        .AddVaultAdmin()
        .AddBudgetAdmin()
        .AddUsageAdmin()
        .AddCacheAdmin()
        .AddConfigAdmin()
        .AddNodeAdmin()
        .AddMigration()
        .AddAudit()
        .AddEvents();
}
