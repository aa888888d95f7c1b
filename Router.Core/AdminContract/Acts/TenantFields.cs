using Router.Core.Configuration;
using Router.Core.Tenancy.Directory;

namespace Router.Core.AdminContract.Acts;

/// <summary>What shall be set of a tenant; the rest stays, or is what it is by default.</summary>
public sealed record TenantFields
{
    /// <summary>Its name; null leaves it. Default of a new one: its id.</summary>
    public string? Name { get; init; }

    /// <summary>See <see cref="TenantSettings.VaultFallback"/>; null leaves it.</summary>
    public bool? VaultFallback { get; init; }

    /// <summary>What it is charged, in times the price.</summary>
    public Given<decimal?> PriceMultiplier { get; init; }

    /// <summary>Rate limits of all its users together.</summary>
    public Given<ProviderLimits?> Limits { get; init; }

    /// <summary>The budget of all its users together.</summary>
    public Given<BudgetConfig?> Budget { get; init; }

    /// <summary>Whether limits, a budget or a price are set, which not everybody may who manages the rest.</summary>
    public bool HasBounds => PriceMultiplier.IsGiven || Limits.IsGiven || Budget.IsGiven;

    /// <summary>The settings with what is set.</summary>
    public TenantSettings Over(TenantSettings present) => present with
    {
        Name = Name ?? present.Name,
        VaultFallback = VaultFallback ?? present.VaultFallback,
        PriceMultiplier = PriceMultiplier.Or(present.PriceMultiplier),
        Limits = Limits.Or(present.Limits),
        Budget = Budget.Or(present.Budget),
    };
}
