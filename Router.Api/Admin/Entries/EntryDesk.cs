using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>What acts on all kinds of entries have in common: found as far as the caller may see, changed as far as he may, told.</summary>
internal sealed class EntryDesk(IDirectory directory, EntryFinder finder, EntryTeller teller, SnapshotHolder holder, AuditTrail audit)
{
    /// <summary>An entry of the directory that the caller may manage, or why he can't.</summary>
    public async ValueTask<AdminResult<DirectoryEntry>> FindToManageAsync(Principal caller, EntryRef place)
    {
        if (await finder.FindAsync(caller, place) is not { } entry)
        {
            return new AdminProblem(AdminProblemKind.Missing, EntryFinder.Missing(place));
        }

        User? owner = entry switch { User user => user, ClientKey key => await finder.OwnerAsync(key.Tenant, key.User), _ => null };
        AdminProblem? problem = EntryAccess.ForbidManaging(caller, place.Kind, EntryAccess.SubjectOf(entry, owner), owner?.Settings.Role)
            ?? (entry.IsFromStart ? FromStart(place.Kind, entry.Id) : entry.Version == 0 ? InFile(place.Kind, entry.Id) : null);
        return problem is null ? entry : problem;
    }

    /// <summary>Why an id can't be given to a new entry: it stands in router.json; null when it does not.</summary>
    /// <param name="place">The entry.</param>
    /// <param name="field">The order's field that names it.</param>
    public AdminProblem? Taken(EntryRef place, string field = "id") => FileEntries.Find(holder.Current, place) is { IsFromStart: false } entry
        ? InFile(place.Kind, entry.Id) with { Fields = [new FieldProblem(field, $"\"{entry.Id}\" stands in router.json; choose another, or change it in that file")] }
        : null;

    /// <summary>
    /// Makes a change of some fields. It is decided on the entry as it was read and counts for that version; when somebody else was faster, it is made again,
    /// so that what he set stays, unless the caller wants the version that he knows and no other.
    /// </summary>
    /// <param name="ifVersion">The version that the caller wants; null: whatever it is.</param>
    /// <param name="change">Reads the entry and changes it.</param>
    public static async ValueTask<AdminResult<EntryOutcome>> ChangeAsync(long? ifVersion, Func<ValueTask<AdminResult<EntryOutcome>>> change)
    {
        AdminResult<EntryOutcome> result = await change();
        while (ifVersion is null && result.Problem?.Kind == AdminProblemKind.Stale)
        {
            result = await change();
        }

        return result;
    }

    /// <summary>Suspends, resumes, deletes or revokes.</summary>
    public async ValueTask<AdminResult<EntryOutcome>> StandAsync(AdminCaller caller, StandEntry order)
    {
        AdminResult<DirectoryEntry> found = await FindToManageAsync(caller.Principal, order.Entry);
        return found.Value is { } entry ? await RunAsync(caller, new SetStanding(entry.Ref, order.Standing, order.IfVersion)) : found.Problem!;
    }

    /// <summary>Runs a command. Who asked stands in the change's own record.</summary>
    public async ValueTask<AdminResult<EntryOutcome>> RunAsync(AdminCaller caller, DirectoryCommand command) =>
        await TellAsync(await directory.RunAsync(command with { By = caller.AsRequester() }));

    /// <summary>Tells what the directory answered, to the caller and to who listens.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="secret">The secret that was made; null for none.</param>
    public async ValueTask<AdminResult<EntryOutcome>> TellAsync(DirectoryAnswer answer, NewKey? secret = null)
    {
        audit.Tell(answer);
        return answer.Entry is { } entry
            ? new EntryOutcome(await teller.TellAsync(entry), answer.Effect?.Change) { Secret = secret }
            : DirectoryProblems.Of(answer.Problems);
    }

    private static AdminProblem FromStart(EntryKind kind, string id) => new(
        AdminProblemKind.Conflict, $"The {EntryWords.Of(kind)} \"{id}\" is from the first start and is read-only here. To end its key, delete keys.json in the state folder and start again; the first start's admin key ends with it.");

    private static AdminProblem InFile(EntryKind kind, string id) => new(
        AdminProblemKind.Conflict, $"The {EntryWords.Of(kind)} \"{id}\" stands in router.json and is read-only here; change it under \"keys\" in that file.");
}
