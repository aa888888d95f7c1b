using Router.Core.Caching;

namespace Router.Core.AdminContract;

/// <summary>How the response cache does for one tenant and model.</summary>
/// <param name="Label">Tenant and model.</param>
/// <param name="Entries">Answers that are kept.</param>
/// <param name="Bytes">What they take.</param>
/// <param name="Count">What was done since the gateway started.</param>
public sealed record CacheRow(CacheLabel Label, long Entries, long Bytes, CacheCount Count);
