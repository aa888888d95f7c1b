using System.Text.Json.Serialization;

namespace Router.Core.Tenancy;

/// <summary>What a user may do besides using models; <see cref="Access.AccessTable"/> says what exactly.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
public enum Role
{
    /// <summary>Sees, changes nothing.</summary>
    Viewer,

    /// <summary>Manages what is his own.</summary>
    Member,

    /// <summary>Manages his team.</summary>
    Manager,

    /// <summary>Manages his tenant; in the default tenant, everything.</summary>
    Admin,
}
