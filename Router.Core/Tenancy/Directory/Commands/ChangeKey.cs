namespace Router.Core.Tenancy.Directory;

/// <summary>Gives a key other settings: another name, end, rules.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Settings">All its settings.</param>
/// <param name="IfVersion">Only if this is its version; null: whatever it is.</param>
public sealed record ChangeKey(string Id, KeySettings Settings, long? IfVersion = null) : DirectoryCommand;
