using Router.Core.Journal;

namespace Router.Core.Tenancy.Vault;

/// <summary>Keeps what happens to vaults in the journal of the machine, sealed.</summary>
/// <param name="journal">The journal.</param>
public sealed class VaultJournal(IJournal journal) : IVaultJournal
{
    /// <summary>An entry, or a wrapped data key, as it is behind a change.</summary>
    public static RecordType<VaultEffect> Changed { get; } = new("vault.changed", 1, VaultJson.Default.VaultEffect);

    /// <inheritdoc/>
    public Task<Durability> Keep(VaultEffect effect) =>
        journal.Append(Changed, effect.Entry is { } entry ? $"{entry.Name}#{entry.Version}" : $"key#{effect.Key!.Version}", effect).DurableAsync().AsTask();
}
