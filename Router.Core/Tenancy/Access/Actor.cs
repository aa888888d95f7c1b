namespace Router.Core.Tenancy.Access;

/// <summary>Who wants to do something.</summary>
/// <param name="Role">His role.</param>
/// <param name="Tenant">His tenant.</param>
/// <param name="Team">His team; null for none.</param>
/// <param name="User">Himself.</param>
public sealed record Actor(Role Role, string Tenant, string? Team, string User)
{
    /// <summary>The one whom a key stands for.</summary>
    public static Actor Of(Principal principal) => new(principal.Role, principal.Tenant, principal.Team, principal.User);
}
