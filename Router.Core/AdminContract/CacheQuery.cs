namespace Router.Core.AdminContract;

/// <summary>Asks how the response cache does.</summary>
/// <param name="Tenant">Only of this tenant; null for all that the caller may see.</param>
/// <param name="Model">Only of this model as it was asked for; null for all.</param>
public sealed record CacheQuery(string? Tenant = null, string? Model = null);
