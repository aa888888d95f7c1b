using Router.Core.Tenancy.Vault;

namespace Router.Fleet.Vault;

/// <summary>A vault as this node knows it, sealed.</summary>
/// <param name="Position">Counts its changes.</param>
/// <param name="State">The vault; null while there never was anything in it.</param>
/// <param name="ReadAt">When it was read, a timestamp.</param>
internal sealed record KnownVault(long Position, VaultState? State, long ReadAt);
