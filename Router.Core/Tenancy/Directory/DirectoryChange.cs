using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Directory;

/// <summary>What happened to an entry.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DirectoryChange>))]
public enum DirectoryChange
{
    /// <summary>It was made.</summary>
    Created,

    /// <summary>It has other settings.</summary>
    Changed,

    /// <summary>It has a new secret.</summary>
    Rotated,

    /// <summary>It is closed for the time being.</summary>
    Suspended,

    /// <summary>It is in use again.</summary>
    Resumed,

    /// <summary>It is closed for good.</summary>
    Deleted,
}
