namespace Router.Core.Configuration;

/// <summary>One target of a route as written.</summary>
/// <param name="Target"><c>provider/model</c> (split at the first <c>/</c>) or a public name.</param>
/// <param name="Weight">The share under <see cref="RouteStrategy.Weighted"/>, ≥ 1. Default 1.</param>
public sealed record TargetConfig(string Target, int Weight = 1);
