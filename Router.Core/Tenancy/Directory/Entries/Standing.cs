using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Directory;

/// <summary>Whether an entry of the directory is in use. What stands under a suspended or deleted one is closed with it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Standing>))]
public enum Standing
{
    /// <summary>In use.</summary>
    Active,

    /// <summary>Closed for the time being.</summary>
    Suspended,

    /// <summary>Closed for good, of a key: revoked. The entry stays as history, its id is never given again, its name is free.</summary>
    Deleted,
}
