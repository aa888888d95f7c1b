namespace Router.Core.Caching;

/// <summary>What an answer is counted under, and cleared by. It has no part in finding it: that is the key's.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Model">The model's name as it was asked for.</param>
public readonly record struct CacheLabel(string Tenant, string Model);
