namespace Router.Core.Configuration;

/// <summary>Who may use the gateway.</summary>
public enum AccessMode
{
    /// <summary>Every request needs a key (default).</summary>
    Keys,

    /// <summary>No key needed; only allowed on loopback addresses.</summary>
    Open,
}
