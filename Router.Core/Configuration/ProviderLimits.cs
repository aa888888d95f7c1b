namespace Router.Core.Configuration;

/// <summary>Limits of a provider's credential or of a client key; null means none.</summary>
/// <param name="RequestsPerMinute">Requests a minute, ≥ 1.</param>
/// <param name="TokensPerMinute">Tokens a minute, ≥ 1.</param>
/// <param name="Concurrency">Requests at one time, ≥ 1.</param>
public sealed record ProviderLimits(long? RequestsPerMinute, long? TokensPerMinute, long? Concurrency);
