using Router.Api.Admin.Entries;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Teams;

/// <summary>Makes and changes teams.</summary>
internal sealed class TeamActs(EntryDesk desk, SnapshotHolder holder)
{
    public async ValueTask<AdminResult<EntryOutcome>> CreateAsync(AdminCaller caller, MakeTeam order)
    {
        var place = EntryRef.OfTeam(order.Tenant, order.Id);
        AdminProblem? problem = EntryAccess.ForbidManaging(caller.Principal, EntryKind.Team, new Subject(order.Tenant, order.Id), role: null)
            ?? ForbidBounds(caller.Principal, order.Fields, place) ?? desk.Taken(place);
        return problem ?? await desk.RunAsync(caller, new CreateTeam(order.Tenant, order.Id, order.Fields.Over(new TeamSettings { Name = order.Id })));
    }

    public ValueTask<AdminResult<EntryOutcome>> ChangeAsync(AdminCaller caller, EditTeam order) => EntryDesk.ChangeAsync(order.IfVersion, () => TryChangeAsync(caller, order));

    private async ValueTask<AdminResult<EntryOutcome>> TryChangeAsync(AdminCaller caller, EditTeam order)
    {
        AdminResult<DirectoryEntry> found = await desk.FindToManageAsync(caller.Principal, EntryRef.OfTeam(order.Tenant, order.Id));
        if (found.Value is not Team team)
        {
            return found.Problem!;
        }

        return ForbidBounds(caller.Principal, order.Fields, team.Ref) ?? await desk.RunAsync(caller, new ChangeTeam(team.Tenant, team.Id, order.Fields.Over(team.Settings), order.IfVersion ?? team.Version));
    }

    private AdminProblem? ForbidBounds(Principal caller, TeamFields fields, EntryRef team) =>
        fields.HasBounds ? EntryAccess.ForbidLimits(caller, new Subject(team.Tenant, team.Id), team, holder.Current.Limits) : null;
}
