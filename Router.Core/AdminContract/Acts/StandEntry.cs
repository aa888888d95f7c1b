using Router.Core.Tenancy.Directory;

namespace Router.Core.AdminContract.Acts;

/// <summary>Suspends an entry, puts it back into use, deletes it; of a key: revokes it.</summary>
/// <param name="Entry">Which.</param>
/// <param name="Standing">How it shall stand.</param>
public sealed record StandEntry(EntryRef Entry, Standing Standing)
{
    /// <summary>Only if this is its version; null: whatever it is.</summary>
    public long? IfVersion { get; init; }
}
