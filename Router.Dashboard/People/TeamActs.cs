using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Dashboard.Acts;

namespace Router.Dashboard.People;

/// <summary>Makes and renames teams.</summary>
internal sealed class TeamActs(IAdminApi api) : IFormActs
{
    public IEnumerable<KeyValuePair<string, Func<FormCall, Task<FormOutcome>>>> Acts => [new("create-team", CreateAsync), new("change-team", ChangeAsync)];

    private async Task<FormOutcome> CreateAsync(FormCall call) =>
        FormOutcome.Of(await api.CreateTeamAsync(call.Caller, new MakeTeam(call.Tenant, call.Needed("id"), new TeamFields { Name = call.Text("name") })), call.Back, "created");

    private async Task<FormOutcome> ChangeAsync(FormCall call) => FormOutcome.Of(
        await api.ChangeTeamAsync(call.Caller, new EditTeam(call.Tenant, call.Needed("id"), new TeamFields { Name = call.Text("name") }) { IfVersion = call.Version }), call.Back, "saved");
}
