using System.Collections.Immutable;

namespace Router.Core.Tenancy.Vault;

/// <summary>A vault at one moment: immutable, so anyone may read it without a lock.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Key">The wrapped data key; null while nothing was ever put.</param>
/// <param name="Slots">The entries by <see cref="SlotOf"/>.</param>
public sealed record VaultState(string Tenant, WrappedKey? Key, ImmutableSortedDictionary<string, VaultEntry> Slots)
{
    /// <summary>An empty vault.</summary>
    public static VaultState Empty(string tenant) => new(tenant, null, ImmutableSortedDictionary.Create<string, VaultEntry>(StringComparer.Ordinal));

    /// <summary>The entry, a deleted one too; null when there never was one.</summary>
    public VaultEntry? Find(string? user, string name) => Slots.GetValueOrDefault(SlotOf(user, name));

    /// <summary>What is stored.</summary>
    public VaultSnapshot Save() => new(Tenant, Key, [.. Slots.Values]);

    /// <summary>The state that a snapshot was taken of.</summary>
    public static VaultState Restore(VaultSnapshot snapshot) =>
        new(snapshot.Tenant, snapshot.Key, snapshot.Entries.ToImmutableSortedDictionary(entry => SlotOf(entry.User, entry.Name), entry => entry, StringComparer.Ordinal));

    /// <summary>The next state. What is not newer than what is known changes nothing.</summary>
    public VaultState With(VaultEffect effect)
    {
        VaultState next = effect.Key is { } key && !(Key?.Version >= key.Version) ? this with { Key = key } : this;
        return effect.Entry is { } entry && !(Find(entry.User, entry.Name)?.Version >= entry.Version)
            ? next with { Slots = next.Slots.SetItem(SlotOf(entry.User, entry.Name), entry) }
            : next;
    }

    // No id or name holds a line break, so a tenant's entry and a user's never meet.
    internal static string SlotOf(string? user, string name) => $"{user?.ToLowerInvariant()}\n{name.ToLowerInvariant()}";
}
