using System.Collections.Immutable;

namespace Router.Core.Tenancy.Vault;

/// <summary>An entry of a vault as it is stored: nothing in it is readable without the master key.</summary>
public sealed record VaultEntry
{
    /// <summary>The user whose own it is; null for the tenant's.</summary>
    public string? User { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Counts everything that happens to it, from 1: of two that are kept the higher one counts.</summary>
    public required long Version { get; init; }

    /// <summary>Counts its changes, from 1: puts, rotations and deletions, no uses. What was kept before uses were told apart has the version.</summary>
    public long Revision
    {
        get => field == 0 ? Version : field;
        init;
    }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>When it was last used, to the hour; null for never.</summary>
    public DateTimeOffset? Used { get; init; }

    /// <summary>The number of its newest secret. It goes on counting after a deletion.</summary>
    public required long LastNumber { get; init; }

    /// <summary>Its present secret, and the one before while their overlap lasts; empty when it is deleted.</summary>
    public ImmutableArray<SecretVersion> Secrets { get; init; } = [];
}
