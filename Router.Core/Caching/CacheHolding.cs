namespace Router.Core.Caching;

/// <summary>What a store keeps of one label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Entries">How many answers; expired ones are among them until somebody asks for them, clears them or needs their place.</param>
/// <param name="Bytes">What they take.</param>
public sealed record CacheHolding(CacheLabel Label, long Entries, long Bytes);
