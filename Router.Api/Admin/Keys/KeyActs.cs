using Router.Api.Admin.Calls;
using Router.Api.Admin.Entries;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Keys;

/// <summary>Makes, changes and rotates keys. The secret is in the outcome that makes it, and nowhere else.</summary>
internal sealed class KeyActs(EntryDesk desk, EntryFinder finder, KeyIssuer issuer, RestrictedKeys restricted, KeyNames names, TimeProvider clock)
{
    public async ValueTask<AdminResult<EntryOutcome>> CreateAsync(AdminCaller caller, MakeKey order)
    {
        User? owner = await finder.OwnerAsync(order.Tenant, order.User);
        var subject = new Subject(order.Tenant, owner?.Settings.Team, order.User);
        AdminProblem? problem = EntryAccess.ForbidManaging(caller.Principal, EntryKind.Key, subject, owner?.Settings.Role) ?? await restricted.ForbidAsync(caller.Principal)
            ?? (order.Fields.HasBounds ? EntryAccess.ForbidLimits(caller.Principal, subject) : null) ?? desk.Taken(EntryRef.OfUser(order.Tenant, order.User), "user");
        problem ??= names.Unknown(order.Fields, present: null) ?? Unusable(order.IdempotencyKey);
        if (problem is not null)
        {
            return problem;
        }

        string? madeOf = order.Id is null && order.IdempotencyKey is { } once ? issuer.IdOf($"{caller.Principal.Tenant}\n{caller.Principal.User}\n{once}") : null;
        IssuedKey issued = await issuer.CreateAsync(new KeyOrder(order.Tenant, order.User, order.Fields.Over(new KeySettings()), order.Id ?? madeOf) { By = caller.AsRequester() });
        return madeOf is not null && issued.Answer.Problems is [{ Kind: DirectoryProblemKind.Conflict, Field: "id" }, ..]
            ? new AdminProblem(AdminProblemKind.Conflict, "idempotency-key: was sent before with another order, or the key that it made is revoked by now; send another one.")
            : await TellAsync(issued);
    }

    public ValueTask<AdminResult<EntryOutcome>> ChangeAsync(AdminCaller caller, EditKey order) => EntryDesk.ChangeAsync(order.IfVersion, () => TryChangeAsync(caller, order));

    private async ValueTask<AdminResult<EntryOutcome>> TryChangeAsync(AdminCaller caller, EditKey order)
    {
        (ClientKey? key, AdminProblem? problem) = await FindAsync(caller, order.Id);
        if (key is null)
        {
            return problem!;
        }

        AdminProblem? forbidden = order.Fields.HasBounds ? EntryAccess.ForbidLimits(caller.Principal, await finder.SubjectOfUserAsync(key.Tenant, key.User)) : null;
        return forbidden ?? names.Unknown(order.Fields, key.Settings.Rules) ?? await desk.RunAsync(caller, new ChangeKey(key.Id, order.Fields.Over(key.Settings), order.IfVersion ?? key.Version));
    }

    public async ValueTask<AdminResult<EntryOutcome>> RotateAsync(AdminCaller caller, RenewKey order)
    {
        (ClientKey? key, AdminProblem? problem) = await FindAsync(caller, order.Id);
        problem ??= Overlaps.Check(order.Overlap);
        return problem is not null
            ? problem
            : await TellAsync(await issuer.RotateAsync(key!.Id, clock.GetUtcNow() + (order.Overlap ?? Overlaps.Usual), order.IfVersion, caller.AsRequester()));
    }

    private static AdminProblem? Unusable(string? idempotencyKey) => idempotencyKey is null || (idempotencyKey.Length is > 0 and <= 255 && !idempotencyKey.Any(char.IsControl))
        ? null
        : new AdminProblem(AdminProblemKind.Invalid, "idempotency-key: must be 1 to 255 characters.");

    private async Task<(ClientKey? Key, AdminProblem? Problem)> FindAsync(AdminCaller caller, string id)
    {
        AdminResult<DirectoryEntry> found = await desk.FindToManageAsync(caller.Principal, EntryRef.OfKey(id));
        AdminProblem? problem = found.Problem ?? await restricted.ForbidAsync(caller.Principal);
        return problem is null ? ((ClientKey)found.Value!, null) : (null, problem);
    }

    private ValueTask<AdminResult<EntryOutcome>> TellAsync(IssuedKey issued) => desk.TellAsync(issued.Answer, issued.Secret);
}
