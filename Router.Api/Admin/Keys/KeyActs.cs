using Router.Api.Admin.Entries;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Keys;

/// <summary>Makes, changes and rotates keys. The secret is in the outcome that makes it, and nowhere else.</summary>
internal sealed class KeyActs(EntryDesk desk, EntryFinder finder, KeyIssuer issuer, RestrictedKeys restricted, TimeProvider clock)
{
    private static readonly TimeSpan UsualOverlap = TimeSpan.FromDays(1);

    public async ValueTask<AdminResult<EntryOutcome>> CreateAsync(AdminCaller caller, MakeKey order)
    {
        User? owner = await finder.OwnerAsync(order.Tenant, order.User);
        var subject = new Subject(order.Tenant, owner?.Settings.Team, order.User);
        AdminProblem? problem = EntryAccess.ForbidManaging(caller.Principal, EntryKind.Key, subject, owner?.Settings.Role) ?? await restricted.ForbidAsync(caller.Principal)
            ?? (order.Fields.HasBounds ? EntryAccess.ForbidLimits(caller.Principal, subject) : null) ?? desk.Taken(EntryRef.OfUser(order.Tenant, order.User));
        return problem ?? await TellAsync(await issuer.CreateAsync(new KeyOrder(order.Tenant, order.User, order.Fields.Over(new KeySettings()), order.Id) { By = caller.AsRequester() }));
    }

    public async ValueTask<AdminResult<EntryOutcome>> ChangeAsync(AdminCaller caller, EditKey order)
    {
        (ClientKey? key, AdminProblem? problem) = await FindAsync(caller, order.Id);
        if (key is null)
        {
            return problem!;
        }

        AdminProblem? forbidden = order.Fields.HasBounds ? EntryAccess.ForbidLimits(caller.Principal, await finder.SubjectOfUserAsync(key.Tenant, key.User)) : null;
        return forbidden ?? await desk.RunAsync(caller, new ChangeKey(key.Id, order.Fields.Over(key.Settings), order.IfVersion));
    }

    public async ValueTask<AdminResult<EntryOutcome>> RotateAsync(AdminCaller caller, RenewKey order)
    {
        (ClientKey? key, AdminProblem? problem) = await FindAsync(caller, order.Id);
        return key is null
            ? problem!
            : await TellAsync(await issuer.RotateAsync(key.Id, clock.GetUtcNow() + (order.Overlap ?? UsualOverlap), order.IfVersion, caller.AsRequester()));
    }

    private async Task<(ClientKey? Key, AdminProblem? Problem)> FindAsync(AdminCaller caller, string id)
    {
        AdminResult<DirectoryEntry> found = await desk.FindToManageAsync(caller.Principal, EntryRef.OfKey(id));
        AdminProblem? problem = found.Problem ?? await restricted.ForbidAsync(caller.Principal);
        return problem is null ? ((ClientKey)found.Value!, null) : (null, problem);
    }

    private ValueTask<AdminResult<EntryOutcome>> TellAsync(IssuedKey issued) => desk.TellAsync(issued.Answer, issued.Secret);
}
