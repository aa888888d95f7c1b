using Router.Api.Admin.Entries;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Users;

/// <summary>Makes and changes users. Nobody gives a role above his own, manages whom he would not be allowed to make, or puts a user where he has no say.</summary>
internal sealed class UserActs(EntryDesk desk, SnapshotHolder holder)
{
    public async ValueTask<AdminResult<EntryOutcome>> CreateAsync(AdminCaller caller, MakeUser order)
    {
        var place = EntryRef.OfUser(order.Tenant, order.Id);
        UserSettings settings = order.Fields.Over(new UserSettings { Name = order.Id });
        AdminProblem? problem = EntryAccess.ForbidManaging(caller.Principal, EntryKind.User, PlaceOf(order.Tenant, settings), settings.Role)
            ?? ForbidBounds(caller.Principal, order.Fields, settings, place) ?? desk.Taken(place);
        return problem ?? await desk.RunAsync(caller, new CreateUser(order.Tenant, order.Id, settings));
    }

    public ValueTask<AdminResult<EntryOutcome>> ChangeAsync(AdminCaller caller, EditUser order) => EntryDesk.ChangeAsync(order.IfVersion, () => TryChangeAsync(caller, order));

    private async ValueTask<AdminResult<EntryOutcome>> TryChangeAsync(AdminCaller caller, EditUser order)
    {
        AdminResult<DirectoryEntry> found = await desk.FindToManageAsync(caller.Principal, EntryRef.OfUser(order.Tenant, order.Id));
        if (found.Value is not User user)
        {
            return found.Problem!;
        }

        UserSettings settings = order.Fields.Over(user.Settings);
        AdminProblem? forbidden = settings.Team == user.Settings.Team && settings.Role == user.Settings.Role
            ? null
            : EntryAccess.ForbidManaging(caller.Principal, EntryKind.User, PlaceOf(user.Tenant, settings), settings.Role);
        return forbidden ?? ForbidBounds(caller.Principal, order.Fields, settings, user.Ref)
            ?? await desk.RunAsync(caller, new ChangeUser(user.Tenant, user.Id, settings, order.IfVersion ?? user.Version));
    }

    private AdminProblem? ForbidBounds(Principal caller, UserFields fields, UserSettings settings, EntryRef user) =>
        fields.HasBounds ? EntryAccess.ForbidLimits(caller, PlaceOf(user.Tenant, settings), user, holder.Current.Limits) : null;

    // The team as a whole, not the user: who goes to another team, and be it himself, needs a say there.
    private static Subject PlaceOf(string tenant, UserSettings settings) => new(tenant, settings.Team);
}
