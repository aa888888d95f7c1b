using Router.Core.Tenancy.Vault;

namespace Router.Core.AdminContract.Acts;

/// <summary>Deletes an entry of a vault.</summary>
/// <param name="Path">Which.</param>
public sealed record EraseSecret(VaultPath Path)
{
    /// <summary>Only if this is its version; null: whatever it is.</summary>
    public long? IfVersion { get; init; }
}
