using Router.Core.Configuration;

namespace Router.Core.Spend.Pricing;

/// <summary>A price of configuration for a provider's models.</summary>
/// <param name="Provider">The provider's name or its preset's; null for any.</param>
/// <param name="Model">The model at the provider, or a pattern with <c>*</c>.</param>
/// <param name="Price">The price; what it leaves out is the table's.</param>
public sealed record PriceOverride(string? Provider, string Model, ModelPrice Price);
