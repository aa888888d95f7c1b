using Router.Api.Admin.Calls;
using Router.Api.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Access;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>Finds entries, of the directory or of router.json, as far as somebody may see them.</summary>
internal sealed class EntryFinder(IDirectory directory, SnapshotHolder holder)
{
    /// <summary>An entry that the caller may see; null when there is none.</summary>
    public async Task<DirectoryEntry?> FindAsync(Principal caller, EntryRef place) =>
        await AnyAsync(place) is { } entry && caller.May(EntryAccess.ToSee(place.Kind), await SubjectAsync(entry)) ? entry : null;

    /// <summary>A user, whether somebody may see him or not.</summary>
    public async Task<User?> OwnerAsync(string tenant, string user) => await AnyAsync(EntryRef.OfUser(tenant, user)) as User;

    /// <summary>Whom something about a user concerns.</summary>
    public async ValueTask<Subject> SubjectOfUserAsync(string tenant, string user) => new(tenant, (await OwnerAsync(tenant, user))?.Settings.Team, user);

    /// <summary>Whom something concerns that is a user's, or, without one, the tenant's.</summary>
    public ValueTask<Subject> SubjectOfAsync(string tenant, string? user) => user is null ? ValueTask.FromResult(new Subject(tenant)) : SubjectOfUserAsync(tenant, user);

    /// <summary>Whom something about a key concerns; of a key without an entry the tenant as a whole.</summary>
    public async ValueTask<Subject> SubjectOfKeyAsync(string tenant, string id) =>
        await AnyAsync(EntryRef.OfKey(id)) is ClientKey key ? await SubjectOfUserAsync(tenant, key.User) : new Subject(tenant);

    /// <summary>Why an entry is not found, in words.</summary>
    public static string Missing(EntryRef place) => place.Kind is EntryKind.Team or EntryKind.User
        ? $"There is no {EntryWords.Of(place.Kind)} \"{place.Id}\" in the tenant \"{place.Tenant}\" that this key may see; look the id up in the list, or name another tenant with tenant=."
        : $"There is no {EntryWords.Of(place.Kind)} \"{place.Id}\" that this key may see; look the id up in the list.";

    /// <summary>An entry, whether somebody may see it or not.</summary>
    public async Task<DirectoryEntry?> AnyAsync(EntryRef place) => await directory.FindAsync(place) ?? FileEntries.Find(holder.Current, place);

    private async Task<Subject> SubjectAsync(DirectoryEntry entry) => EntryAccess.SubjectOf(entry, entry is ClientKey key ? await OwnerAsync(key.Tenant, key.User) : null);
}
