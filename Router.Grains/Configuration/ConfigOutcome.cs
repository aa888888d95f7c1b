namespace Router.Grains.Configuration;

/// <summary>What came of a new version of the configuration.</summary>
public enum ConfigOutcome
{
    /// <summary>It is stored.</summary>
    Kept,

    /// <summary>It was made on another version than the one in force.</summary>
    Stale,

    /// <summary>It can't be stored; nothing was changed.</summary>
    NotKept,
}
