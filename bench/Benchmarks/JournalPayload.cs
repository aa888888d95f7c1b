namespace Benchmarks;

/// <summary>A record like that of a settlement.</summary>
public sealed record JournalPayload(string Tenant, string Team, string User, string Provider, string Model, long InputTokens, long OutputTokens, long CacheReadTokens, decimal Usd);
