using Router.Core.Configuration;

namespace Router.Core.Tenancy.Directory;

/// <summary>What can be changed of a tenant.</summary>
public sealed record TenantSettings
{
    /// <summary>Its name: 1 to 100 characters, unique in either letter case.</summary>
    public required string Name { get; init; }

    /// <summary>Rate limits of all its users together; null for none.</summary>
    public ProviderLimits? Limits { get; init; }

    /// <summary>The budget of all its users together; null for none.</summary>
    public BudgetConfig? Budget { get; init; }

    /// <summary>What the tenant is charged, in times the price, 0 to 1,000; null for the price itself.</summary>
    public decimal? PriceMultiplier { get; init; }

    /// <summary>Whether <c>vault:NAME</c> may take the default tenant's entry where the tenant has none. Default false.</summary>
    public bool VaultFallback { get; init; }
}
