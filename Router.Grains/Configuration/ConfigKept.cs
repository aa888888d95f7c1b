using Router.Core.Configuration.Shared;

namespace Router.Grains.Configuration;

/// <summary>The shared configuration as it is stored.</summary>
public sealed record ConfigKept
{
    /// <summary>The version in force; null while nothing was pushed.</summary>
    public SealedConfig? Current { get; init; }

    /// <summary>The id of the master key on which keys and vaults of this fleet hang; null before its first node.</summary>
    public string? MasterKey { get; init; }
}
