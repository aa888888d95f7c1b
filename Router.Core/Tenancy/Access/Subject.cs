namespace Router.Core.Tenancy.Access;

/// <summary>Whom or what it is to be done to: a user, a team without regard to one user, a tenant, or what belongs to no tenant.</summary>
/// <param name="Tenant">The tenant; null for what belongs to none.</param>
/// <param name="Team">The team, of a user his present one; null for none.</param>
/// <param name="User">The user; null for a team or tenant as a whole.</param>
public sealed record Subject(string? Tenant, string? Team = null, string? User = null)
{
    /// <summary>What belongs to no tenant: providers, the configuration, the list of tenants.</summary>
    public static Subject Gateway { get; } = new(Tenant: null);
}
