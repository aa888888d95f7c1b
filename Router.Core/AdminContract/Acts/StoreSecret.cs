using Router.Core.Tenancy.Vault;

namespace Router.Core.AdminContract.Acts;

/// <summary>Puts a provider's key into a vault: what was there before ends at once. The same again changes nothing.</summary>
/// <param name="Path">Where to.</param>
/// <param name="Provider">The provider of router.json that it is for; it goes nowhere else.</param>
/// <param name="Secret">The secret; whoever asks disposes of it.</param>
public sealed record StoreSecret(VaultPath Path, string Provider, SecretBuffer Secret)
{
    /// <summary>Only if this is its version, 0 for one that is not there yet; null: whatever it is.</summary>
    public long? IfVersion { get; init; }
}
