namespace Router.Core.Tenancy.Directory;

/// <summary>Makes a team.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">Its id.</param>
/// <param name="Settings">What can be changed later.</param>
public sealed record CreateTeam(string Tenant, string Id, TeamSettings Settings) : DirectoryCommand;
