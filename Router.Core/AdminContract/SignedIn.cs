using Router.Core.Tenancy;

namespace Router.Core.AdminContract;

/// <summary>Somebody who showed a key that opens.</summary>
/// <param name="Principal">Whom it stands for.</param>
/// <param name="Pass">What to ask again with, in place of the key, which need not be kept. Whoever has it is taken for its owner: it belongs on no wire and into no log.</param>
public sealed record SignedIn(Principal Principal, KeyHash Pass);
