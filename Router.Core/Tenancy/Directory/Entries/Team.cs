using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Directory;

/// <summary>A team of a tenant.</summary>
public sealed record Team : DirectoryEntry
{
    /// <summary>The tenant's id.</summary>
    public required string Tenant { get; init; }

    /// <summary>What can be changed.</summary>
    public required TeamSettings Settings { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryRef Ref => EntryRef.OfTeam(Tenant, Id);
}
