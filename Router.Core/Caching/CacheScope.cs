using Router.Core.Tenancy;

namespace Router.Core.Caching;

/// <summary>Who shares answers.</summary>
/// <param name="Tenant">The tenant: answers never leave it.</param>
/// <param name="Team">The team; null where the whole tenant shares.</param>
/// <param name="User">The user; null where more than he share.</param>
/// <param name="BroughtKey">The fingerprint of a provider's key that the user brought; null without one. Its answers are for those who bring the same key.</param>
public sealed record CacheScope(string Tenant, string? Team, string? User, string? BroughtKey)
{
    /// <summary>The scope that <c>cache.scope</c> names: <c>user</c>, <c>team</c> or <c>tenant</c>. A user without a team is a team of his own.</summary>
    public static CacheScope Of(string scope, Principal principal, string? broughtKey) => scope switch
    {
        "tenant" => new CacheScope(principal.Tenant, null, null, broughtKey),
        "team" when principal.Team is { } team => new CacheScope(principal.Tenant, team, null, broughtKey),
        _ => new CacheScope(principal.Tenant, principal.Team, principal.User, broughtKey),
    };
}
