using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Directory;

/// <summary>A user of a tenant: a person or a service.</summary>
public sealed record User : DirectoryEntry
{
    /// <summary>The tenant's id.</summary>
    public required string Tenant { get; init; }

    /// <summary>What can be changed.</summary>
    public required UserSettings Settings { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryRef Ref => EntryRef.OfUser(Tenant, Id);
}
