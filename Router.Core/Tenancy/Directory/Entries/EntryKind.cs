using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Directory;

/// <summary>The kinds of entries.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EntryKind>))]
public enum EntryKind
{
    /// <summary>A tenant.</summary>
    Tenant,

    /// <summary>A team of a tenant.</summary>
    Team,

    /// <summary>A user of a tenant.</summary>
    User,

    /// <summary>A user's client key.</summary>
    Key,
}
