using System.Collections.Immutable;
using Router.Core.Configuration;

namespace Router.Core.Spend;

/// <summary>What one node may do.</summary>
public sealed record NodeLimits
{
    /// <summary>No limits.</summary>
    public static NodeLimits None { get; } = new();

    /// <summary>The limits that configuration means; <see cref="None"/> where it means none.</summary>
    public static NodeLimits Of(ProviderLimits? rates, BudgetConfig? budget) => budget is null && (rates is null || rates == None.Rates)
        ? None
        : new NodeLimits { Rates = rates ?? None.Rates, Budgets = budget is null ? [] : [Budget.Of(budget)] };

    /// <summary>Its budgets; several may hold at one time. Default none.</summary>
    public ImmutableArray<Budget> Budgets { get; init; } = [];

    /// <summary>Requests and tokens a minute and requests at one time. Default none.</summary>
    public ProviderLimits Rates { get; init; } = new(null, null, null);
}
