namespace Router.Core.Caching;

/// <summary>What of a sealed answer can be read without its key.</summary>
/// <param name="Label">What it is counted under.</param>
/// <param name="Ends">When it expires.</param>
/// <param name="Length">How long it is in all, in bytes.</param>
public readonly record struct SealedHead(CacheLabel Label, DateTimeOffset Ends, int Length);
