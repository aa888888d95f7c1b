namespace Router.Core.Configuration.Loading;

/// <summary>A public name and where it leads.</summary>
/// <param name="Name">The public name.</param>
/// <param name="Provider">The provider; null when none that can be used has the model.</param>
/// <param name="Model">The provider's model.</param>
/// <param name="Variable">The variable that says so; null for a default alias.</param>
public sealed record NamedTarget(string Name, string? Provider, string Model, string? Variable);
