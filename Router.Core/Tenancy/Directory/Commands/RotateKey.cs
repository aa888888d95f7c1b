namespace Router.Core.Tenancy.Directory;

/// <summary>Gives a key a new secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Hash">The keyed hash of the new secret.</param>
/// <param name="OldUntil">The old secrets open until then at most, 90 days ahead; now or earlier: no longer.</param>
/// <param name="IfVersion">Only if this is its version; null: whatever it is.</param>
public sealed record RotateKey(string Id, KeyHash Hash, DateTimeOffset OldUntil, long? IfVersion = null) : DirectoryCommand;
