namespace Router.Core.Tenancy.Vault;

/// <summary>Keeps what happened to vaults.</summary>
public interface IVaultJournal
{
    /// <summary>
    /// Takes an effect. Calls for one tenant come one at a time, in the order in which the effects are to be replayed, and must not wait; what is returned
    /// completes when the effect is safe on disk. When one fails, so must every later one: it was decided on top of it.
    /// </summary>
    ValueTask KeepAsync(VaultEffect effect);
}
