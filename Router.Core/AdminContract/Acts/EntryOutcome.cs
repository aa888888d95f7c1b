using System.Text.Json.Serialization;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Core.AdminContract.Acts;

/// <summary>What came of an act on a tenant, team, user or key.</summary>
/// <param name="Entry">The entry as it is now, limits and budgets as they count.</param>
/// <param name="Change">What happened; null when it was so already.</param>
public sealed record EntryOutcome(DirectoryEntry Entry, DirectoryChange? Change)
{
    /// <summary>The secret that was made, to be shown once; null when none was, or when the order was a repeated one.</summary>
    [JsonIgnore]
    public NewKey? Secret { get; init; }
}
