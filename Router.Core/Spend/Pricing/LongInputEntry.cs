namespace Router.Core.Spend.Pricing;

/// <summary>What a message costs whose input has more than so many tokens.</summary>
internal sealed record LongInputEntry(long Tokens, decimal Input, decimal Output, decimal CacheRead, decimal CacheWrite5m, decimal CacheWrite1h);
