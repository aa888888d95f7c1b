namespace Router.Core.Tenancy.Directory;

/// <summary>Gives a team other settings, a new name among them.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">Its id.</param>
/// <param name="Settings">All its settings.</param>
/// <param name="IfVersion">Only if this is its version; null: whatever it is.</param>
public sealed record ChangeTeam(string Tenant, string Id, TeamSettings Settings, long? IfVersion = null) : DirectoryCommand;
