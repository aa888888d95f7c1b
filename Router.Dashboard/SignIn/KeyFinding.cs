using Router.Core.Tenancy;

namespace Router.Dashboard.SignIn;

/// <summary>What came of a look at a key.</summary>
/// <param name="Key">Its keyed hash; null when it opens nothing.</param>
/// <param name="Problem">Why it opens nothing, for its user; null when it does.</param>
public sealed record KeyFinding(KeyHash? Key, string? Problem);
