using Router.Core.Configuration;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Core.AdminContract.Acts;

/// <summary>What shall be set of a user; the rest stays, or is what it is by default.</summary>
public sealed record UserFields
{
    /// <summary>His name; null leaves it. Default of a new one: his id.</summary>
    public string? Name { get; init; }

    /// <summary>The id of his team.</summary>
    public Given<string?> Team { get; init; }

    /// <summary>What he may do; null leaves it. Default of a new one: member.</summary>
    public Role? Role { get; init; }

    /// <summary>Rate limits of all his keys together.</summary>
    public Given<ProviderLimits?> Limits { get; init; }

    /// <summary>The budget of all his keys together.</summary>
    public Given<BudgetConfig?> Budget { get; init; }

    /// <summary>Whether limits or a budget are set, which not everybody may who manages the rest.</summary>
    public bool HasBounds => Limits.IsGiven || Budget.IsGiven;

    /// <summary>The settings with what is set.</summary>
    public UserSettings Over(UserSettings present) => present with
    {
        Name = Name ?? present.Name,
        Team = Team.Or(present.Team),
        Role = Role ?? present.Role,
        Limits = Limits.Or(present.Limits),
        Budget = Budget.Or(present.Budget),
    };
}
