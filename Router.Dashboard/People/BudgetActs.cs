using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Dashboard.Acts;

namespace Router.Dashboard.People;

/// <summary>Sets budgets and rate limits of tenants, teams, users and keys, or takes them away.</summary>
internal sealed class BudgetActs(IAdminApi api) : IFormActs
{
    public IEnumerable<KeyValuePair<string, Func<FormCall, Task<FormOutcome>>>> Acts => [new("budget", SetAsync)];

    private async Task<FormOutcome> SetAsync(FormCall call)
    {
        string id = call.Needed("id");
        AdminResult<EntryOutcome> result = call.Text("kind") switch
        {
            "tenant" => await api.ChangeTenantAsync(call.Caller, new EditTenant(id, new TenantFields { Budget = call.Budget(), Limits = call.Limits() }) { IfVersion = call.Version }),
            "team" => await api.ChangeTeamAsync(call.Caller, new EditTeam(call.Tenant, id, new TeamFields { Budget = call.Budget(), Limits = call.Limits() }) { IfVersion = call.Version }),
            "key" => await api.ChangeKeyAsync(call.Caller, new EditKey(id, new KeyFields { Budget = call.Budget(), Limits = call.Limits() }) { IfVersion = call.Version }),
            _ => await api.ChangeUserAsync(call.Caller, new EditUser(call.Tenant, id, new UserFields { Budget = call.Budget(), Limits = call.Limits() }) { IfVersion = call.Version }),
        };
        return FormOutcome.Of(result, call.Back, "saved");
    }
}
