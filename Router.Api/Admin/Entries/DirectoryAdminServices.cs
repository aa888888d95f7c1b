using Router.Api.Admin.Audit;
using Router.Api.Admin.Budgets;
using Router.Api.Admin.Calls;
using Router.Api.Admin.Keys;
using Router.Api.Admin.Teams;
using Router.Api.Admin.Tenants;
using Router.Api.Admin.Users;
using Router.Api.Journal;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>Registers and maps the administration of tenants, teams, users and keys, and its audit trail.</summary>
internal static class DirectoryAdminServices
{
    public static IServiceCollection AddDirectoryAdmin(this IServiceCollection services) => services
        .AddRawRecords(AuditTrail.Acted)
        .AddSingleton<AdminDoor>()
        .AddSingleton<AuditTrail>()
        .AddSingleton<AuditEndpoint>()
        .AddSingleton<EntryDesk>()
        .AddSingleton<EntryList>()
        .AddSingleton<TenantEndpoint>()
        .AddSingleton<TeamEndpoint>()
        .AddSingleton<UserEndpoint>()
        .AddSingleton<RestrictedKeys>()
        .AddSingleton<KeyEndpoint>()
        .AddSingleton<BudgetEndpoint>();

    public static void MapDirectoryAdmin(this IEndpointRouteBuilder endpoints)
    {
        IServiceProvider services = endpoints.ServiceProvider;
        AdminDoor door = services.GetRequiredService<AdminDoor>();
        EntryList list = services.GetRequiredService<EntryList>();
        TenantEndpoint tenants = services.GetRequiredService<TenantEndpoint>();
        TeamEndpoint teams = services.GetRequiredService<TeamEndpoint>();
        UserEndpoint users = services.GetRequiredService<UserEndpoint>();
        KeyEndpoint keys = services.GetRequiredService<KeyEndpoint>();
        endpoints.MapGet("/admin/v1/tenants", door.Open(call => list.AnswerAsync(call, new DirectoryQuery(EntryKind.Tenant, ""))));
        endpoints.MapGet("/admin/v1/teams", door.Open(call => list.AnswerAsync(call, new DirectoryQuery(EntryKind.Team, call.Tenant))));
        endpoints.MapGet("/admin/v1/users", door.Open(call => list.AnswerAsync(call, new DirectoryQuery(EntryKind.User, call.Tenant) { Team = call.Query("team") })));
        endpoints.MapGet("/admin/v1/keys", door.Open(call => list.AnswerAsync(call, new DirectoryQuery(EntryKind.Key, call.Tenant) { User = call.Query("user") })));
        endpoints.MapPost("/admin/v1/tenants", door.Open(tenants.CreateAsync));
        endpoints.MapPost("/admin/v1/teams", door.Open(teams.CreateAsync));
        endpoints.MapPost("/admin/v1/users", door.Open(users.CreateAsync));
        endpoints.MapPost("/admin/v1/keys", door.Open(keys.CreateAsync));
        endpoints.MapPatch("/admin/v1/tenants/{id}", door.Open(tenants.ChangeAsync));
        endpoints.MapPatch("/admin/v1/teams/{id}", door.Open(teams.ChangeAsync));
        endpoints.MapPatch("/admin/v1/users/{id}", door.Open(users.ChangeAsync));
        endpoints.MapPatch("/admin/v1/keys/{id}", door.Open(keys.ChangeAsync));
        endpoints.MapPost("/admin/v1/keys/{id}/rotate", door.Open(keys.RotateAsync));
        MapEntry(endpoints, "tenants", call => EntryRef.OfTenant(call.Id));
        MapEntry(endpoints, "teams", call => EntryRef.OfTeam(call.Tenant, call.Id));
        MapEntry(endpoints, "users", call => EntryRef.OfUser(call.Tenant, call.Id));
        MapEntry(endpoints, "keys", call => EntryRef.OfKey(call.Id));
        endpoints.MapGet("/admin/v1/budgets", door.Open(services.GetRequiredService<BudgetEndpoint>().ListAsync));
        endpoints.MapGet("/admin/v1/audit", door.Open(services.GetRequiredService<AuditEndpoint>().ListAsync));
    }

    private static void MapEntry(IEndpointRouteBuilder endpoints, string resource, Func<AdminCall, EntryRef> place)
    {
        AdminDoor door = endpoints.ServiceProvider.GetRequiredService<AdminDoor>();
        EntryDesk desk = endpoints.ServiceProvider.GetRequiredService<EntryDesk>();
        RequestDelegate delete = door.Open(call => desk.StandAsync(call, place(call), Standing.Deleted));
        endpoints.MapGet($"/admin/v1/{resource}/{{id}}", door.Open(call => desk.GetAsync(call, place(call))));
        endpoints.MapPost($"/admin/v1/{resource}/{{id}}/suspend", door.Open(call => desk.StandAsync(call, place(call), Standing.Suspended)));
        endpoints.MapPost($"/admin/v1/{resource}/{{id}}/resume", door.Open(call => desk.StandAsync(call, place(call), Standing.Active)));
        endpoints.MapDelete($"/admin/v1/{resource}/{{id}}", delete);
        if (resource == "keys")
        {
            endpoints.MapPost("/admin/v1/keys/{id}/revoke", delete);
        }
    }
}
