namespace Router.Api.Tests.Admin.Routes;

/// <summary>Where in the directory something is that a call is about.</summary>
internal sealed record Place(string Tenant, string? Team = null, string? User = null);
