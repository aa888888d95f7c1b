using Router.Core.Journal;

namespace Router.Core.Tenancy.Vault;

/// <summary>Keeps what happened to vaults.</summary>
public interface IVaultJournal
{
    /// <summary>
    /// Takes an effect. Calls come one at a time, in the order in which the effects are to be replayed, and must not wait; what is returned tells
    /// when the effect is safe on disk, or that it is lost. When one is lost, so must be every later
    /// one until its loss can be seen: it was decided on top of it.
    /// </summary>
    JournalTicket Keep(VaultEffect effect);
}
