using Router.Core.Tenancy.Vault;

namespace Router.Grains.Vault;

/// <summary>A vault at one moment.</summary>
/// <param name="Position">Counts its changes.</param>
/// <param name="Vault">The sealed content; null while there never was any.</param>
public sealed record VaultReading(long Position, VaultSnapshot? Vault);
