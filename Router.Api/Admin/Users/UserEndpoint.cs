using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Api.Errors;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;

namespace Router.Api.Admin.Users;

/// <summary>/admin/v1/users</summary>
internal sealed class UserEndpoint(IAdminApi api)
{
    public async Task<RouterError?> CreateAsync(AdminCall call, AdminFields fields)
    {
        string id = fields.Needed("id", "the new user's id");
        var order = new MakeUser(fields.Text("tenant") ?? call.Tenant, id, Read(fields));
        return fields.Error() ?? await call.EntryAsync(await api.CreateUserAsync(call.Caller, order));
    }

    public async Task<RouterError?> ChangeAsync(AdminCall call, AdminFields fields)
    {
        UserFields read = Read(fields);
        return fields.Error() ?? EntityTag.Read(call, out long? version)
            ?? await call.EntryAsync(await api.ChangeUserAsync(call.Caller, new EditUser(call.Tenant, call.Id, read) { IfVersion = version }));
    }

    private static UserFields Read(AdminFields fields) => new()
    {
        Name = fields.Name("name"),
        Team = fields.Given("team", fields.Text),
        Role = fields.Role("role"),
        Limits = fields.Given("limits", fields.Limits),
        Budget = fields.Given("budget", fields.Budget),
    };
}
