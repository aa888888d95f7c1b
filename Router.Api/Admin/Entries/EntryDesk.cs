using Router.Api.Admin.Audit;
using Router.Api.Admin.Calls;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>What all kinds of entries have in common: found as far as the caller may see, changed as far as he may, answered.</summary>
internal sealed class EntryDesk(IDirectory directory, EntryFinder finder, AuditTrail audit)
{
    /// <summary>An entry of the directory that the caller may manage, or why he can't.</summary>
    public async Task<(DirectoryEntry? Entry, RouterError? Error)> FindToManageAsync(AdminCall call, EntryRef place)
    {
        if (await finder.FindAsync(call.Principal, place) is not { } entry)
        {
            return (null, RouterError.Of(404, EntryFinder.Missing(place)) with { Reason = "unknown entry" });
        }

        User? owner = entry switch { User user => user, ClientKey key => await finder.OwnerAsync(key.Tenant, key.User), _ => null };
        RouterError? error = EntryAccess.ForbidManaging(call, place.Kind, EntryAccess.SubjectOf(entry, owner), owner?.Settings.Role)
            ?? (entry.Version == 0 ? InFile(place.Kind, entry.Id) : null);
        return error is null ? (entry, null) : (null, error);
    }

    /// <summary>Why an id can't be given to a new entry: it stands in router.json; null when it does not.</summary>
    public static RouterError? Taken(AdminCall call, EntryRef place) => FileEntries.Find(call.Snapshot, place) is { } entry ? InFile(place.Kind, entry.Id) : null;

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
        audit.Tell(answer);
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
}
