namespace Router.Core.Tenancy.Directory;

/// <summary>Gives a tenant other settings, a new name among them.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Settings">All its settings.</param>
/// <param name="IfVersion">Only if this is its version; null: whatever it is.</param>
public sealed record ChangeTenant(string Id, TenantSettings Settings, long? IfVersion = null) : DirectoryCommand;
