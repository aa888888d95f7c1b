using Router.Core.Tenancy.Vault;

namespace Router.Core.AdminContract.Acts;

/// <summary>Gives an entry of a vault a new secret; where the provider refuses it, the one before is tried for a while.</summary>
/// <param name="Path">Which.</param>
/// <param name="Secret">The new secret; whoever asks disposes of it.</param>
public sealed record RenewSecret(VaultPath Path, SecretBuffer Secret)
{
    /// <summary>How long the old secret can still be used, 90 days at most; zero ends it at once. Null: a day.</summary>
    public TimeSpan? Overlap { get; init; }

    /// <summary>Only if this is its version; null: whatever it is.</summary>
    public long? IfVersion { get; init; }
}
