using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;

namespace Router.Api.Admin.Teams;

/// <summary>/admin/v1/teams</summary>
internal sealed class TeamEndpoint(IAdminApi api)
{
    public async Task<RouterError?> CreateAsync(AdminCall call, AdminFields fields)
    {
        string id = fields.Needed("id", "the new team's id");
        var order = new MakeTeam(fields.Text("tenant") ?? call.Tenant, id, Read(fields));
        return fields.Error() ?? await call.EntryAsync(await api.CreateTeamAsync(call.Caller, order));
    }

    public async Task<RouterError?> ChangeAsync(AdminCall call, AdminFields fields)
    {
        TeamFields read = Read(fields);
        return fields.Error() ?? EntityTag.Read(call, out long? version)
            ?? await call.EntryAsync(await api.ChangeTeamAsync(call.Caller, new EditTeam(call.Tenant, call.Id, read) { IfVersion = version }));
    }

    private static TeamFields Read(AdminFields fields) => new()
    {
        Name = fields.Name("name"),
        Limits = fields.Given("limits", fields.Limits),
        Budget = fields.Given("budget", fields.Budget),
    };
}
