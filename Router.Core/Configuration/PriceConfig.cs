namespace Router.Core.Configuration;

/// <summary>One entry of <c>prices</c>.</summary>
/// <param name="Provider">The provider's name or its preset's; null for any.</param>
/// <param name="Model">The model as the provider knows it, or a pattern with <c>*</c>.</param>
/// <param name="Price">The price; what it leaves out is the table's.</param>
public sealed record PriceConfig(string? Provider, string Model, ModelPrice Price);
