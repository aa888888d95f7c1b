using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Vault;

/// <summary>What was done to an entry.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VaultChange>))]
public enum VaultChange
{
    /// <summary>Nothing: it was refused, or done before.</summary>
    None,

    /// <summary>It was put where none was.</summary>
    Created,

    /// <summary>It has another secret, or may go elsewhere, or the overlap of a rotation was ended.</summary>
    Replaced,

    /// <summary>It has another secret, and the one before can be had for a while.</summary>
    Rotated,

    /// <summary>It was deleted.</summary>
    Deleted,
}
