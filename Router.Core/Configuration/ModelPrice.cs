namespace Router.Core.Configuration;

/// <summary>USD a million tokens, each ≥ 0; null where not given.</summary>
/// <param name="Input">Uncached input.</param>
/// <param name="Output">Output.</param>
/// <param name="CacheRead">Input read from the prompt cache.</param>
/// <param name="CacheWrite">Input written to the prompt cache.</param>
public sealed record ModelPrice(decimal? Input, decimal? Output, decimal? CacheRead, decimal? CacheWrite);
