using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Directory;

/// <summary>Why a command was refused.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DirectoryProblemKind>))]
public enum DirectoryProblemKind
{
    /// <summary>A field holds what it must not. For clients: 400.</summary>
    Invalid,

    /// <summary>There is no such entry. For clients: 404.</summary>
    Unknown,

    /// <summary>It was deleted or revoked. For clients: 410.</summary>
    Gone,

    /// <summary>The id or name is somebody else's, or the change is not possible as things stand. For clients: 409.</summary>
    Conflict,

    /// <summary>It was changed since the caller read it. For clients: 412.</summary>
    Stale,

    /// <summary>The journal could not keep it, so it did not happen. For clients: 503.</summary>
    NotKept,
}
