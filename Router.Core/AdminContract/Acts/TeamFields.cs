using Router.Core.Configuration;
using Router.Core.Tenancy.Directory;

namespace Router.Core.AdminContract.Acts;

/// <summary>What shall be set of a team; the rest stays, or is what it is by default.</summary>
public sealed record TeamFields
{
    /// <summary>Its name; null leaves it. Default of a new one: its id.</summary>
    public string? Name { get; init; }

    /// <summary>Rate limits of all its users together.</summary>
    public Given<ProviderLimits?> Limits { get; init; }

    /// <summary>The budget of all its users together.</summary>
    public Given<BudgetConfig?> Budget { get; init; }

    /// <summary>Whether limits or a budget are set, which not everybody may who manages the rest.</summary>
    public bool HasBounds => Limits.IsGiven || Budget.IsGiven;

    /// <summary>The settings with what is set.</summary>
    public TeamSettings Over(TeamSettings present) => present with { Name = Name ?? present.Name, Limits = Limits.Or(present.Limits), Budget = Budget.Or(present.Budget) };
}
