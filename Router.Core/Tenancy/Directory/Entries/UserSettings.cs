using Router.Core.Configuration;

namespace Router.Core.Tenancy.Directory;

/// <summary>What can be changed of a user.</summary>
public sealed record UserSettings
{
    /// <summary>His name: 1 to 100 characters, unique in the tenant in either letter case.</summary>
    public required string Name { get; init; }

    /// <summary>The id of his team; null for none.</summary>
    public string? Team { get; init; }

    /// <summary>What he may do. Default member.</summary>
    public Role Role { get; init; } = Role.Member;

    /// <summary>Rate limits of all his keys together; null for none.</summary>
    public ProviderLimits? Limits { get; init; }

    /// <summary>The budget of all his keys together; null for none.</summary>
    public BudgetConfig? Budget { get; init; }
}
