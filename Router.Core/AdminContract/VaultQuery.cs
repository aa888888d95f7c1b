namespace Router.Core.AdminContract;

/// <summary>Asks for a tenant's vault entries, the tenant's own first.</summary>
/// <param name="Tenant">The tenant.</param>
public sealed record VaultQuery(string Tenant)
{
    /// <summary>The most, 1 to 1,000. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Only those behind the one of this id, <c>user/name</c> or <c>/name</c>; null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>Only of this user; null for all.</summary>
    public string? User { get; init; }
}
