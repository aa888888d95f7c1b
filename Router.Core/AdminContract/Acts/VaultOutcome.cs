using Router.Core.Tenancy.Vault;

namespace Router.Core.AdminContract.Acts;

/// <summary>What came of an act on an entry of a vault.</summary>
/// <param name="Path">Which.</param>
/// <param name="Info">The entry as it is now; null when it is deleted.</param>
/// <param name="Change">What happened.</param>
public sealed record VaultOutcome(VaultPath Path, VaultInfo? Info, VaultChange Change);
