namespace Router.Core.AdminContract;

/// <summary>Answers that were forgotten.</summary>
/// <param name="Entries">How many.</param>
public sealed record CacheCleared(long Entries);
