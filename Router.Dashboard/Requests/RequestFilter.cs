using Router.Core.Usage;
using Router.Dashboard.Texts;
using Router.Dashboard.Visits;

namespace Router.Dashboard.Requests;

/// <summary>Which requests are shown: what the address says.</summary>
/// <param name="visit">The view.</param>
public sealed class RequestFilter(Visit visit)
{
    /// <summary>How requests can end, for a choice.</summary>
    public static IReadOnlyList<(string Value, string Text)> Endings { get; } =
        [("", "any way"), ("answered", "answered"), ("cut", "cut"), ("failed", "failed"), ("interrupted", "interrupted"), ("not sent", "not sent"), ("cached", "from the cache"), ("noted", "with notes")];

    /// <summary>Whether a request is one of them.</summary>
    public bool Holds(UsageRecord record) =>
        Has(visit["user"], record.Path.User) && (Has(visit["model"], record.Origin.Model) || Has(visit["model"], record.ModelServed)) && Has(visit["provider"], record.Provider)
        && Has(visit["session"], record.Origin.Session) && (Has(visit["id"], record.RequestId) || Has(visit["id"], record.Id.ToString())) && (visit["note"] is null || record.Notes.Any(note => Has(visit["note"], note)))
        && (visit["ended"] is not { } ended || ended switch
        {
            "noted" => !record.Notes.IsEmpty,
            "cached" => record.Cache is CacheOutcome.Hit or CacheOutcome.Joined,
            _ => Words.Of(record) == ended,
        });

    private static bool Has(string? wanted, string? text) => wanted is null || text?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true;
}
