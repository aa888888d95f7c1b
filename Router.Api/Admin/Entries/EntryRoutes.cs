using Router.Api.Admin.Calls;
using Router.Api.Admin.Keys;
using Router.Api.Admin.Routes;
using Router.Api.Admin.Teams;
using Router.Api.Admin.Tenants;
using Router.Api.Admin.Users;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>/admin/v1/tenants, /teams, /users and /keys.</summary>
internal sealed class EntryRoutes(IAdminApi api, TenantEndpoint tenants, TeamEndpoint teams, UserEndpoint users, KeyEndpoint keys) : IAdminRoutes
{
    private static readonly AdminParameter Team = new("team", "Only users of this team.", Shape.Text());
    private static readonly AdminParameter Once = new(
        KeyEndpoint.IdempotencyKey, "For an order that may be repeated: the same with the same body makes no second key, and shows no secret.", Shape.Text());

    private static readonly AdminParameter User = new("user", "Only keys of this user.", Shape.Text());

    public IEnumerable<AdminRoute> Routes =>
    [
        List("tenants", Operation.SeeDirectory, call => new DirectoryQuery(EntryKind.Tenant, ""), EntryShapes.Tenant),
        List("teams", Operation.SeeDirectory, call => new DirectoryQuery(EntryKind.Team, call.Tenant), EntryShapes.Team, AdminParameter.Tenant),
        List("users", Operation.SeeDirectory, call => new DirectoryQuery(EntryKind.User, call.Tenant) { Team = call.Query("team") }, EntryShapes.User, AdminParameter.Tenant, Team),
        List("keys", Operation.SeeKeys, call => new DirectoryQuery(EntryKind.Key, call.Tenant) { User = call.Query("user") }, EntryShapes.Key, AdminParameter.Tenant, User),
        Create("tenants", Operation.ManageTenants, tenants.CreateAsync, EntryShapes.TenantBody, EntryShapes.Tenant),
        Create("teams", Operation.ManageTeams, teams.CreateAsync, EntryShapes.TeamBody, EntryShapes.Team) with { Query = [AdminParameter.Tenant] },
        Create("users", Operation.ManageUsers, users.CreateAsync, EntryShapes.UserBody, EntryShapes.User) with { Query = [AdminParameter.Tenant] },
        Create("keys", Operation.ManageKeys, keys.CreateAsync, EntryShapes.KeyBody, EntryShapes.NewKey) with { Query = [AdminParameter.Tenant], Headers = [Once] },
        Change("tenants", Operation.ManageTenants, tenants.ChangeAsync, EntryShapes.TenantChange, EntryShapes.Tenant),
        Change("teams", Operation.ManageTeams, teams.ChangeAsync, EntryShapes.TeamChange, EntryShapes.Team) with { Query = [AdminParameter.Tenant] },
        Change("users", Operation.ManageUsers, users.ChangeAsync, EntryShapes.UserChange, EntryShapes.User) with { Query = [AdminParameter.Tenant] },
        Change("keys", Operation.ManageKeys, keys.ChangeAsync, EntryShapes.KeyChange, EntryShapes.Key),
        .. One("tenants", Operation.SeeDirectory, Operation.ManageTenants, call => EntryRef.OfTenant(call.Id), EntryShapes.Tenant),
        .. One("teams", Operation.SeeDirectory, Operation.ManageTeams, call => EntryRef.OfTeam(call.Tenant, call.Id), EntryShapes.Team, AdminParameter.Tenant),
        .. One("users", Operation.SeeDirectory, Operation.ManageUsers, call => EntryRef.OfUser(call.Tenant, call.Id), EntryShapes.User, AdminParameter.Tenant),
        .. One("keys", Operation.SeeKeys, Operation.ManageKeys, call => EntryRef.OfKey(call.Id), EntryShapes.Key),
        Write(AdminRoute.Send(
            "POST", "keys/{id}/rotate", Operation.ManageKeys, "Makes a new secret, shown once. The old one opens for the overlap more (24h; default a day, at most 90).", keys.RotateAsync, EntryShapes.Overlap, EntryShapes.NewKey)),
        Write(AdminRoute.Post("keys/{id}/revoke", Operation.ManageKeys, "Ends a key for good.", call => StandAsync(call, EntryRef.OfKey(call.Id), Standing.Deleted), EntryShapes.Key)),
    ];

    private AdminRoute List(string resource, Operation operation, Func<AdminCall, DirectoryQuery> query, NamedShape shape, params IEnumerable<AdminParameter> more) =>
        AdminRoute.Get(resource, operation, $"Lists {resource}.", call => ListAsync(call, query(call)), shape.Page()) with
        {
            Query = [AdminParameter.Limit, AdminParameter.After, AdminParameter.Deleted, .. more],
        };

    private static AdminRoute Create(string resource, Operation operation, Func<AdminCall, AdminFields, Task<RouterError?>> create, NamedShape body, NamedShape shape) =>
        Write(AdminRoute.Send("POST", resource, operation, $"Creates one of the {resource}; 200 when the same is sent again.", create, body, shape)) with { Statuses = [200, 201] };

    private static AdminRoute Change(string resource, Operation operation, Func<AdminCall, AdminFields, Task<RouterError?>> change, NamedShape body, NamedShape shape) =>
        Write(AdminRoute.Send("PATCH", $"{resource}/{{id}}", operation, "Changes the fields that are given; null takes a limit, budget, team or end away.", change, body, shape));

    private IEnumerable<AdminRoute> One(string resource, Operation see, Operation manage, Func<AdminCall, EntryRef> place, NamedShape shape, params AdminParameter[] query) =>
    [
        AdminRoute.Get($"{resource}/{{id}}", see, "Shows one.", call => GetAsync(call, place(call)), shape) with { IsTagged = true, Query = [.. query] },
        Stand("POST", $"{resource}/{{id}}/suspend", manage, "Closes it for the time being, and all that is under it.", place, Standing.Suspended, shape) with { Query = [.. query] },
        Stand("POST", $"{resource}/{{id}}/resume", manage, "Opens it again.", place, Standing.Active, shape) with { Query = [.. query] },
        Stand("DELETE", $"{resource}/{{id}}", manage, "Ends it for good; its id is not given again.", place, Standing.Deleted, shape) with { Query = [.. query] },
    ];

    private AdminRoute Stand(string method, string path, Operation operation, string summary, Func<AdminCall, EntryRef> place, Standing standing, NamedShape shape) =>
        Write(new AdminRoute(method, path, operation, summary, call => StandAsync(call, place(call), standing)) { Answer = shape });

    private async Task<RouterError?> StandAsync(AdminCall call, EntryRef place, Standing standing) => EntityTag.Read(call, out long? version)
        ?? await call.EntryAsync(await api.StandAsync(call.Caller, new StandEntry(place, standing) { IfVersion = version }));

    private static AdminRoute Write(AdminRoute route) => route with { IsTagged = true, Failures = [503] };

    private async Task<RouterError?> ListAsync(AdminCall call, DirectoryQuery query)
    {
        RouterError? badLimit = PageQuery.Limit(call, out int limit);
        return badLimit ?? PageQuery.Flag(call, "deleted", out bool deleted)
            ?? await call.AnswerAsync(await api.EntriesAsync(call.Principal, query with { Count = limit, After = call.Query("after"), WithDeleted = deleted }), EntryView.Write);
    }

    private async Task<RouterError?> GetAsync(AdminCall call, EntryRef place) => await call.AnswerAsync(await api.EntryAsync(call.Principal, place), (json, entry) =>
    {
        call.Context.Response.Headers.ETag = entry.ETag;
        EntryView.Write(json, entry);
    });
}
