using System.Collections.Immutable;

namespace Router.Core.Tenancy.Vault;

/// <summary>A vault as it is stored: nothing in it is readable without the master key.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Key">The wrapped data key; null while nothing was ever put.</param>
/// <param name="Entries">The entries, deleted ones too.</param>
public sealed record VaultSnapshot(string Tenant, WrappedKey? Key, ImmutableArray<VaultEntry> Entries);
