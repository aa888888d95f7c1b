using Router.Core.Spend;

namespace Router.Core.AdminContract;

/// <summary>Asks how the nodes of a tenant stand: the tenant first, then teams, users and keys.</summary>
/// <param name="Tenant">The tenant.</param>
public sealed record BudgetQuery(string Tenant)
{
    /// <summary>The most, 1 to 1,000. Default 100.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Only those behind this one; null for the first page.</summary>
    public SpendNode? After { get; init; }
}
