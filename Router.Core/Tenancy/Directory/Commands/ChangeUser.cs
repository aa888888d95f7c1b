namespace Router.Core.Tenancy.Directory;

/// <summary>Gives a user other settings: another name, team or role.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">His id.</param>
/// <param name="Settings">All his settings.</param>
/// <param name="IfVersion">Only if this is its version; null: whatever it is.</param>
public sealed record ChangeUser(string Tenant, string Id, UserSettings Settings, long? IfVersion = null) : DirectoryCommand;
