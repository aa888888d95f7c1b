namespace Router.Core.Tenancy.Directory;

/// <summary>Makes a user.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">His id.</param>
/// <param name="Settings">What can be changed later.</param>
public sealed record CreateUser(string Tenant, string Id, UserSettings Settings) : DirectoryCommand;
