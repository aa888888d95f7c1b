using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Access;

/// <summary>How far somebody's reach goes; each holds all before it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Scope>))]
public enum Scope
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>What is his own.</summary>
    OwnUser,

    /// <summary>His team and all its users; without a team, himself.</summary>
    OwnTeam,

    /// <summary>His tenant, all its teams and users.</summary>
    OwnTenant,

    /// <summary>All tenants, and what belongs to none.</summary>
    Everything,
}
