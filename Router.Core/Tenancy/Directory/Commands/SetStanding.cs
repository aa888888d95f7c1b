namespace Router.Core.Tenancy.Directory;

/// <summary>Suspends an entry, puts it back into use, deletes it; of a key: revokes it.</summary>
/// <param name="Entry">Which.</param>
/// <param name="Standing">How it shall stand.</param>
/// <param name="IfVersion">Only if this is its version; null: whatever it is.</param>
public sealed record SetStanding(EntryRef Entry, Standing Standing, long? IfVersion = null) : DirectoryCommand;
