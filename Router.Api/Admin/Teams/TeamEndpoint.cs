using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Errors;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Teams;

/// <summary>/admin/v1/teams</summary>
internal sealed class TeamEndpoint(EntryDesk desk)
{
    public async Task<RouterError?> CreateAsync(AdminCall call, AdminFields fields)
    {
        string id = fields.Text("id") ?? "";
        string tenant = fields.Text("tenant") ?? call.Tenant;
        var subject = new Subject(tenant, id);
        TeamSettings settings = Read(fields, new TeamSettings { Name = id });
        return EntryAccess.ForbidManaging(call, EntryKind.Team, subject, role: null) ?? EntryAccess.ForbidLimits(call, fields, subject, EntryRef.OfTeam(tenant, id)) ?? fields.Error()
            ?? EntryDesk.Taken(call, EntryRef.OfTeam(tenant, id)) ?? await desk.RunAsync(call, new CreateTeam(tenant, id, settings));
    }

    public async Task<RouterError?> ChangeAsync(AdminCall call, AdminFields fields)
    {
        (DirectoryEntry? entry, RouterError? error) = await desk.FindToManageAsync(call, EntryRef.OfTeam(call.Tenant, call.Id));
        RouterError? badTag = EntityTag.Read(call.Context.Request, out long? version);
        if ((error ?? badTag) is { } wrong)
        {
            return wrong;
        }

        var team = (Team)entry!;
        TeamSettings settings = Read(fields, team.Settings);
        return EntryAccess.ForbidLimits(call, fields, EntryAccess.SubjectOf(team, owner: null), team.Ref) ?? fields.Error()
            ?? await desk.RunAsync(call, new ChangeTeam(team.Tenant, team.Id, settings, version));
    }

    private static TeamSettings Read(AdminFields fields, TeamSettings present)
    {
        string? name = fields.Text("name");
        (var limits, var budget) = (fields.Limits("limits"), fields.Budget("budget"));
        return new TeamSettings
        {
            Name = fields.Has("name") ? name ?? "" : present.Name,
            Limits = fields.Has("limits") ? limits : present.Limits,
            Budget = fields.Has("budget") ? budget : present.Budget,
        };
    }
}
