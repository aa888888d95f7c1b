using Router.Api.Admin.Entries;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Tenants;

/// <summary>Makes and changes tenants: only admins of the default tenant do.</summary>
internal sealed class TenantActs(EntryDesk desk, SnapshotHolder holder)
{
    public async ValueTask<AdminResult<EntryOutcome>> CreateAsync(AdminCaller caller, MakeTenant order)
    {
        var place = EntryRef.OfTenant(order.Id);
        AdminProblem? problem = EntryAccess.ForbidManaging(caller.Principal, EntryKind.Tenant, new Subject(order.Id), role: null)
            ?? ForbidBounds(caller.Principal, order.Fields, place) ?? desk.Taken(place);
        return problem ?? await desk.RunAsync(caller, new CreateTenant(order.Id, order.Fields.Over(new TenantSettings { Name = order.Id })));
    }

    public ValueTask<AdminResult<EntryOutcome>> ChangeAsync(AdminCaller caller, EditTenant order) => EntryDesk.ChangeAsync(order.IfVersion, () => TryChangeAsync(caller, order));

    private async ValueTask<AdminResult<EntryOutcome>> TryChangeAsync(AdminCaller caller, EditTenant order)
    {
        AdminResult<DirectoryEntry> found = await desk.FindToManageAsync(caller.Principal, EntryRef.OfTenant(order.Id));
        if (found.Value is not Tenant tenant)
        {
            return found.Problem!;
        }

        return ForbidBounds(caller.Principal, order.Fields, tenant.Ref) ?? await desk.RunAsync(caller, new ChangeTenant(tenant.Id, order.Fields.Over(tenant.Settings), order.IfVersion ?? tenant.Version));
    }

    private AdminProblem? ForbidBounds(Principal caller, TenantFields fields, EntryRef tenant) =>
        fields.HasBounds ? EntryAccess.ForbidLimits(caller, new Subject(tenant.Id), tenant, holder.Current.Limits) : null;
}
