using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>What all kinds of entries have in common: found as far as the caller may see, changed as far as he may, answered.</summary>
internal sealed class EntryDesk(IDirectory directory)
{
    /// <summary>An entry that the caller may see, of the directory or of router.json; null when there is none.</summary>
    public async Task<DirectoryEntry?> FindAsync(AdminCall call, EntryRef place) =>
        await AnyAsync(call, place) is { } entry && call.May(EntryAccess.ToSee(place.Kind), await SubjectAsync(call, entry)) ? entry : null;

    /// <summary>A user, whether the caller may see him or not.</summary>
    public async Task<User?> OwnerAsync(AdminCall call, string tenant, string user) => await AnyAsync(call, EntryRef.OfUser(tenant, user)) as User;

    /// <summary>Whom something about a user concerns.</summary>
    public async ValueTask<Subject> SubjectOfUserAsync(AdminCall call, string tenant, string user) => new(tenant, (await OwnerAsync(call, tenant, user))?.Settings.Team, user);

    /// <summary>Whom something about a key concerns; of a key without an entry, such as the first start's, the tenant as a whole.</summary>
    public async ValueTask<Subject> SubjectOfKeyAsync(AdminCall call, string tenant, string id) =>
        await AnyAsync(call, EntryRef.OfKey(id)) is ClientKey key ? await SubjectOfUserAsync(call, tenant, key.User) : new Subject(tenant);

    /// <summary>An entry of the directory that the caller may manage, or why he can't.</summary>
    public async Task<(DirectoryEntry? Entry, RouterError? Error)> FindToManageAsync(AdminCall call, EntryRef place)
    {
        if (await FindAsync(call, place) is not { } entry)
        {
            return (null, Missing(place));
        }

        User? owner = entry switch { User user => user, ClientKey key => await OwnerAsync(call, key.Tenant, key.User), _ => null };
        RouterError? error = EntryAccess.ForbidManaging(call, place.Kind, EntryAccess.SubjectOf(entry, owner), owner?.Settings.Role)
            ?? (entry.Version == 0 ? InFile(place.Kind, entry.Id) : null);
        return error is null ? (entry, null) : (null, error);
    }

    /// <summary>Why an id can't be given to a new entry: it stands in router.json; null when it does not.</summary>
    public static RouterError? Taken(AdminCall call, EntryRef place) => FileEntries.Find(call.Snapshot.Config, place) is { } entry ? InFile(place.Kind, entry.Id) : null;

    public static RouterError Missing(EntryRef place) =>
        RouterError.Of(404, $"There is no {EntryWords.Of(place.Kind)} \"{place.Id}\" that this key may see; look the id up in the list.") with { Reason = "unknown entry" };

    public async Task<RouterError?> GetAsync(AdminCall call, EntryRef place)
    {
        if (await FindAsync(call, place) is not { } entry)
        {
            return Missing(place);
        }

        await AnswerAsync(call, entry, StatusCodes.Status200OK);
        return null;
    }

    /// <summary>Suspends, resumes, deletes or revokes.</summary>
    public async Task<RouterError?> StandAsync(AdminCall call, EntryRef place, Standing standing)
    {
        (DirectoryEntry? entry, RouterError? error) = await FindToManageAsync(call, place);
        RouterError? badTag = EntityTag.Read(call.Context.Request, out long? version);
        if ((error ?? badTag) is { } wrong)
        {
            return wrong;
        }

        return await RunAsync(call, new SetStanding(entry!.Ref, standing, version));
    }

    /// <summary>Runs a command and answers with the entry. Who asked stands in the change's own record.</summary>
    public async Task<RouterError?> RunAsync(AdminCall call, DirectoryCommand command)
    {
        DirectoryAnswer answer = await directory.RunAsync(command with { By = AuditTrail.RequesterOf(call) });
        return Refused(answer) ?? await AnsweredAsync(call, answer);
    }

    /// <summary>What the caller must hear instead of an answer; null for nothing.</summary>
    public static RouterError? Refused(DirectoryAnswer answer) => answer.Entry is null ? DirectoryErrors.Of(answer.Problems) : null;

    public static int StatusOf(DirectoryAnswer answer) => answer.Effect is { Change: DirectoryChange.Created } ? StatusCodes.Status201Created : StatusCodes.Status200OK;

    public static Task AnswerAsync(AdminCall call, DirectoryEntry entry, int status)
    {
        call.Context.Response.Headers.ETag = entry.ETag;
        return JsonAnswer.WriteAsync(call.Context, json => EntryView.Write(json, call.Snapshot.Limits.Over(entry)), status);
    }

    private static async Task<RouterError?> AnsweredAsync(AdminCall call, DirectoryAnswer answer)
    {
        await AnswerAsync(call, answer.Entry!, StatusOf(answer));
        return null;
    }

    private static RouterError InFile(EntryKind kind, string id) => RouterError.Of(
        409, $"The {EntryWords.Of(kind)} \"{id}\" stands in router.json and is read-only here; change it under \"keys\" in that file.") with { Reason = "stands in router.json" };

    private async Task<DirectoryEntry?> AnyAsync(AdminCall call, EntryRef place) => await directory.FindAsync(place) ?? FileEntries.Find(call.Snapshot.Config, place);

    private async Task<Subject> SubjectAsync(AdminCall call, DirectoryEntry entry) =>
        EntryAccess.SubjectOf(entry, entry is ClientKey key ? await OwnerAsync(call, key.Tenant, key.User) : null);
}
