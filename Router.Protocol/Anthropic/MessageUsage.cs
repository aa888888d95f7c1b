namespace Router.Protocol.Anthropic;

/// <summary>
/// Tokens that a provider reported for one message. <see cref="Input"/> excludes cache reads and writes, as in Anthropic's usage object.
/// </summary>
/// <param name="Input">Uncached input tokens, ≥ 0.</param>
/// <param name="Output">Output tokens, ≥ 0.</param>
/// <param name="CacheRead">Input tokens read from the provider's prompt cache, ≥ 0.</param>
/// <param name="CacheWrite">Input tokens written to the provider's prompt cache, ≥ 0.</param>
public readonly record struct MessageUsage(long Input, long Output, long CacheRead, long CacheWrite)
{
    /// <summary>Those of <see cref="CacheWrite"/> that stay for an hour, 0 to all of them: they are dearer than those for five minutes.</summary>
    public long CacheWrite1h { get; init; }
}
