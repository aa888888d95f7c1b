namespace Router.Core.Configuration;

/// <summary>What router.json says of the limits of a team or a user.</summary>
/// <param name="Limits">Rate limits; null for none.</param>
/// <param name="Budget">The budget; null for none.</param>
public sealed record SpenderConfig(ProviderLimits? Limits, BudgetConfig? Budget);
