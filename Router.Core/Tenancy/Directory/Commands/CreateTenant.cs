namespace Router.Core.Tenancy.Directory;

/// <summary>Makes a tenant.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Settings">What can be changed later.</param>
public sealed record CreateTenant(string Id, TenantSettings Settings) : DirectoryCommand;
