using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Directory;

/// <summary>A customer or department: nothing of it is seen by another.</summary>
public sealed record Tenant : DirectoryEntry
{
    /// <summary>The tenant that is always there. Its admins administer the whole gateway.</summary>
    public const string DefaultId = "default";

    /// <summary>What can be changed.</summary>
    public required TenantSettings Settings { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override EntryRef Ref => EntryRef.OfTenant(Id);
}
