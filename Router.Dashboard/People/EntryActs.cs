using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;
using Router.Dashboard.Acts;

namespace Router.Dashboard.People;

/// <summary>Makes and changes users; suspends, resumes and ends whatever stands in the directory.</summary>
internal sealed class EntryActs(IAdminApi api) : IFormActs
{
    public IEnumerable<KeyValuePair<string, Func<FormCall, Task<FormOutcome>>>> Acts =>
    [
        new("create-user", CreateUserAsync), new("change-user", ChangeUserAsync),
        new("suspend", call => StandAsync(call, Standing.Suspended, "suspended")), new("resume", call => StandAsync(call, Standing.Active, "resumed")),
        new("end", call => StandAsync(call, Standing.Deleted, call.Text("kind") == "key" ? "revoked" : "deleted")),
    ];

    private static FormOutcome NoRole => FormOutcome.Refused("role", "choose viewer, member, manager or admin");

    private static EntryRef EntryOf(FormCall call) => call.Text("kind") switch
    {
        "tenant" => EntryRef.OfTenant(call.Needed("id")),
        "team" => EntryRef.OfTeam(call.Tenant, call.Needed("id")),
        "key" => EntryRef.OfKey(call.Needed("id")),
        _ => EntryRef.OfUser(call.Tenant, call.Needed("id")),
    };

    private async Task<FormOutcome> CreateUserAsync(FormCall call)
    {
        if (!TryFields(call, out UserFields fields))
        {
            return NoRole;
        }

        string page = $"people/users/{Uri.EscapeDataString(call.Needed("id"))}{(call.Tenant == call.Principal.Tenant ? "" : $"?tenant={Uri.EscapeDataString(call.Tenant)}")}";
        return FormOutcome.Of(await api.CreateUserAsync(call.Caller, new MakeUser(call.Tenant, call.Needed("id"), fields)), page, "created");
    }

    private async Task<FormOutcome> ChangeUserAsync(FormCall call)
    {
        return TryFields(call, out UserFields fields)
            ? FormOutcome.Of(await api.ChangeUserAsync(call.Caller, new EditUser(call.Tenant, call.Needed("id"), fields) { IfVersion = call.Version }), call.Back, "saved")
            : NoRole;
    }

    private async Task<FormOutcome> StandAsync(FormCall call, Standing standing, string done) =>
        FormOutcome.Of(await api.StandAsync(call.Caller, new StandEntry(EntryOf(call), standing) { IfVersion = call.Version }), call.Back, done);

    /// <summary>What the form sets; what it has no field for stays.</summary>
    /// <returns>Whether its role is one.</returns>
    private static bool TryFields(FormCall call, out UserFields fields)
    {
        Role? role = Enum.TryParse(call.Text("role"), ignoreCase: true, out Role named) && Enum.IsDefined(named) ? named : null;
        fields = new UserFields { Name = call.Text("name"), Team = call.Change("team"), Role = role };
        return role is not null || call.Text("role") is null;
    }
}
