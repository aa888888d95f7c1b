using Router.Core.Journal;

namespace Router.Core.Tenancy.Vault;

/// <summary>Keeps what happens to vaults in the journal of the machine, sealed.</summary>
/// <param name="journal">The journal.</param>
public sealed class VaultJournal(IJournal journal) : IVaultJournal
{
    /// <summary>An entry, or a wrapped data key, as it is behind a change, and, since version 2, what was done to the entry and who asked for it.</summary>
    public static RecordType<VaultEffect> Changed { get; } = new("vault.changed", 2, VaultJson.Default.VaultEffect);

    /// <inheritdoc/>
    public JournalTicket Keep(VaultEffect effect) =>
        journal.Append(Changed, effect.Entry is { } entry ? $"{entry.Name}#{entry.Version}" : $"key#{effect.Key!.Version}", effect);
}
