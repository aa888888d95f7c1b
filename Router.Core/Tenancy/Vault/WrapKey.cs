namespace Router.Core.Tenancy.Vault;

/// <summary>Gives a vault its data key, or the same key wrapped anew.</summary>
/// <param name="Key">The key; its version is one more than the present one's.</param>
public sealed record WrapKey(WrappedKey Key) : VaultCommand;
