using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Directory;

/// <summary>A user's key: never the secret, only its keyed hash.</summary>
public sealed record ClientKey : DirectoryEntry
{
    /// <summary>The tenant's id.</summary>
    public required string Tenant { get; init; }

    /// <summary>The user's id.</summary>
    public required string User { get; init; }

    /// <summary>What can be changed.</summary>
    public required KeySettings Settings { get; init; }

    /// <summary>The hash of its present secret.</summary>
    public required KeyHash Hash { get; init; }

    /// <summary>Earlier secrets whose overlap may still last, the newest first.</summary>
    public ImmutableArray<RetiredSecret> Retired { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryRef Ref => EntryRef.OfKey(Id);

    /// <summary>Whether a secret is, or was, this key's.</summary>
    internal bool Has(in KeyHash hash) => Hash.Equals(hash) || FindRetired(hash) is not null;

    internal RetiredSecret? FindRetired(in KeyHash hash)
    {
        foreach (RetiredSecret retired in Retired)
        {
            if (retired.Hash.Equals(hash))
            {
                return retired;
            }
        }

        return null;
    }
}
