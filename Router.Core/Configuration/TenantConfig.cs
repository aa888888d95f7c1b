using System.Collections.Immutable;

namespace Router.Core.Configuration;

/// <summary>One entry of <c>tenants</c>: limits of a tenant and of its teams and users, wherever these come from.</summary>
public sealed record TenantConfig
{
    /// <summary>The most that prices may be multiplied with.</summary>
    public const decimal MostMultiplier = 1000;

    /// <summary>The tenant.</summary>
    public required string Name { get; init; }

    /// <summary>Rate limits of all its users together; null for none.</summary>
    public ProviderLimits? Limits { get; init; }

    /// <summary>The budget of all its users together; null for none.</summary>
    public BudgetConfig? Budget { get; init; }

    /// <summary>What the tenant is charged, in times the price: 0 to <see cref="MostMultiplier"/>; null for the price itself.</summary>
    public decimal? PriceMultiplier { get; init; }

    /// <summary>Limits of teams, by name.</summary>
    public ImmutableDictionary<string, SpenderConfig> Teams { get; init; } = ImmutableDictionary<string, SpenderConfig>.Empty;

    /// <summary>Limits of users, by name.</summary>
    public ImmutableDictionary<string, SpenderConfig> Users { get; init; } = ImmutableDictionary<string, SpenderConfig>.Empty;
}
