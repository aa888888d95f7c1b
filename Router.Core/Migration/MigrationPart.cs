using System.Collections.Immutable;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Core.Migration;

/// <summary>A part of a single machine's state on its way to a fleet. Nothing in it is readable without the master key but names and sums.</summary>
/// <param name="Source">Names the state folder that it comes from: what it has spent is carried over once.</param>
/// <param name="Check">What both sides can only agree on with the same master key.</param>
public sealed record MigrationPart(string Source, byte[] Check)
{
    /// <summary>Tenants, teams, users and keys, parents first.</summary>
    public ImmutableArray<DirectoryEntry> Entries
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Sealed vaults.</summary>
    public ImmutableArray<VaultSnapshot> Vaults
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>What tenants have spent.</summary>
    public ImmutableArray<CarriedSpend> Spend
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
