using System.Collections.Immutable;

namespace Router.Core.Tenancy.Directory;

/// <summary>
/// What a command did. The host keeps it and hands it on; applied in any order and any number of times, effects lead to the same directory, because of
/// each entry the highest version counts.
/// </summary>
/// <param name="Change">What happened.</param>
/// <param name="Entry">The whole entry as it is now.</param>
public sealed record DirectoryEffect(DirectoryChange Change, DirectoryEntry Entry)
{
    /// <summary>Who asked for it; null when nobody outside did.</summary>
    public Requester? By { get; init; }

    /// <summary>Which settings are others, of an entry that was changed; empty else.</summary>
    public ImmutableArray<FieldChange> Fields { get; init; } = [];
}
