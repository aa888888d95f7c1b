using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Errors;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Users;

/// <summary>/admin/v1/users. Nobody gives a role above his own, manages whom he would not be allowed to make, or puts a user where he has no say.</summary>
internal sealed class UserEndpoint(EntryDesk desk)
{
    public async Task<RouterError?> CreateAsync(AdminCall call, AdminFields fields)
    {
        string id = fields.Text("id") ?? "";
        string tenant = fields.Text("tenant") ?? call.Tenant;
        UserSettings settings = Read(fields, new UserSettings { Name = id });
        return EntryAccess.ForbidManaging(call, EntryKind.User, Place(tenant, settings), settings.Role)
            ?? EntryAccess.ForbidLimits(call, fields, Place(tenant, settings), EntryRef.OfUser(tenant, id)) ?? fields.Error() ?? EntryDesk.Taken(call, EntryRef.OfUser(tenant, id))
            ?? await desk.RunAsync(call, new CreateUser(tenant, id, settings));
    }

    public async Task<RouterError?> ChangeAsync(AdminCall call, AdminFields fields)
    {
        (DirectoryEntry? entry, RouterError? error) = await desk.FindToManageAsync(call, EntryRef.OfUser(call.Tenant, call.Id));
        RouterError? badTag = EntityTag.Read(call.Context.Request, out long? version);
        if ((error ?? badTag) is { } wrong)
        {
            return wrong;
        }

        var user = (User)entry!;
        UserSettings settings = Read(fields, user.Settings);
        RouterError? forbidden = settings.Team == user.Settings.Team && settings.Role == user.Settings.Role
            ? null
            : EntryAccess.ForbidManaging(call, EntryKind.User, Place(user.Tenant, settings), settings.Role);
        return forbidden ?? EntryAccess.ForbidLimits(call, fields, Place(user.Tenant, settings), user.Ref) ?? fields.Error()
            ?? await desk.RunAsync(call, new ChangeUser(user.Tenant, user.Id, settings, version));
    }

    // The team as a whole, not the user: who goes to another team, and be it himself, needs a say there.
    private static Subject Place(string tenant, UserSettings settings) => new(tenant, settings.Team);

    private static UserSettings Read(AdminFields fields, UserSettings present)
    {
        (string? name, string? team, var role) = (fields.Text("name"), fields.Text("team"), fields.Role("role"));
        (var limits, var budget) = (fields.Limits("limits"), fields.Budget("budget"));
        return new UserSettings
        {
            Name = fields.Has("name") ? name ?? "" : present.Name,
            Team = fields.Has("team") ? team : present.Team,
            Role = role ?? present.Role,
            Limits = fields.Has("limits") ? limits : present.Limits,
            Budget = fields.Has("budget") ? budget : present.Budget,
        };
    }
}
