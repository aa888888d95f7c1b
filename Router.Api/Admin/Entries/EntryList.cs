using System.Collections.Immutable;
using System.Globalization;
using Router.Api.Admin.Calls;
using Router.Api.Answers;
using Router.Api.Errors;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Admin.Entries;

/// <summary>
/// Pages of entries that the caller may see: first what stands in router.json, then the directory. <c>limit</c> is 1 to 1,000 (default 100),
/// <c>after</c> the id that the page before ended with, <c>deleted=true</c> shows deleted and revoked ones too.
/// </summary>
internal sealed class EntryList(IDirectory directory, EntryDesk desk)
{
    private const int MostEntries = 1000;
    private const int UsualEntries = 100;

    public async Task<RouterError?> AnswerAsync(AdminCall call, DirectoryQuery query)
    {
        if (!TryLimit(call, out int limit))
        {
            return RouterError.Of(400, $"limit: must be a number from 1 to {MostEntries}.");
        }

        List<DirectoryEntry> page = [];
        await foreach (DirectoryEntry entry in EntriesAsync(call, query with { WithDeleted = call.Query("deleted") == "true", Count = MostEntries }))
        {
            if (await desk.FindAsync(call, entry.Ref) is not null)
            {
                page.Add(entry);
            }

            if (page.Count > limit)
            {
                break;
            }
        }

        bool hasMore = page.Count > limit;
        DirectoryEntry[] shown = [.. page.Take(limit)];
        await JsonAnswer.WriteAsync(call.Context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("data");
            foreach (DirectoryEntry entry in shown)
            {
                EntryView.Write(json, call.Snapshot.Limits.Over(entry));
            }

            json.WriteEndArray();
            json.WriteBoolean("has_more", hasMore);
            json.WriteString("last_id", shown is [.., var last] ? last.Id : null);
            json.WriteEndObject();
        });
        return null;
    }

    /// <summary>Reads <c>limit</c>.</summary>
    public static bool TryLimit(AdminCall call, out int limit)
    {
        limit = UsualEntries;
        return call.Query("limit") is not { } text || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostEntries);
    }

    private async IAsyncEnumerable<DirectoryEntry> EntriesAsync(AdminCall call, DirectoryQuery query)
    {
        string? after = call.Query("after");
        ImmutableArray<DirectoryEntry> inFile = FileEntries.Of(call.Snapshot.Config, query.Kind, query.Tenant, query.User);
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
