using System.Collections.Immutable;
using Router.Api.Configuration;
using Router.Core.AdminContract;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>Tells entries that the caller may see: first what stands in router.json, then the directory; and how they stand.</summary>
internal sealed class EntryReader(IDirectory directory, EntryFinder finder, EntryTeller teller, TenantFinder tenants, SnapshotHolder holder)
{
    /// <summary>Entries that are read from the directory at a time.</summary>
    private const int Batch = 1000;

    public async ValueTask<AdminResult<AdminPage<DirectoryEntry>>> ListAsync(Principal caller, DirectoryQuery query)
    {
        List<DirectoryEntry> page = [];
        await foreach (DirectoryEntry entry in EntriesAsync(query with { Count = Batch }))
        {
            if (await finder.FindAsync(caller, entry.Ref) is not null)
            {
                page.Add(await teller.TellAsync(entry));
            }

            if (page.Count > query.Count)
            {
                break;
            }
        }

        AdminProblem? missing = page.Count == 0 && query.Kind != EntryKind.Tenant ? await tenants.MissingAsync(caller, EntryAccess.ToSee(query.Kind), query.Tenant) : null;
        return missing is null ? AdminPages.First(page, query.Count, static entry => entry.Id) : missing;
    }

    public async ValueTask<AdminResult<DirectoryEntry>> FindAsync(Principal caller, EntryRef place) => await finder.FindAsync(caller, place) is { } entry
        ? await teller.TellAsync(entry)
        : new AdminProblem(AdminProblemKind.Missing, EntryFinder.Missing(place));

    private async IAsyncEnumerable<DirectoryEntry> EntriesAsync(DirectoryQuery query)
    {
        string? after = query.After;
        ImmutableArray<DirectoryEntry> inFile = FileEntries.Of(holder.Current, query.Kind, query.Tenant, query.User);
        int place = after is null ? -1 : inFile.ToList().FindIndex(entry => entry.Id == after);
        if (after is null || place >= 0)
        {
            after = null;
            foreach (DirectoryEntry entry in inFile.Skip(place + 1))
            {
                // One that is in the directory as well is shown there.
                if (await directory.FindAsync(entry.Ref) is null && (query.Team is null || (entry as User)?.Settings.Team == query.Team))
                {
                    yield return entry;
                }
            }
        }

        while (true)
        {
            ImmutableArray<DirectoryEntry> page = await directory.ListAsync(query with { After = after });
            foreach (DirectoryEntry entry in page)
            {
                yield return entry;
            }

            if (page.Length < query.Count)
            {
                yield break;
            }

            after = page[^1].Id;
        }
    }
}
