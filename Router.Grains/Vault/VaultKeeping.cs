namespace Router.Grains.Vault;

/// <summary>What became of effects.</summary>
public enum VaultKeeping
{
    /// <summary>They are kept.</summary>
    Kept,

    /// <summary>Somebody else was faster: read again and decide anew.</summary>
    Stale,

    /// <summary>Storage is away: nothing was changed.</summary>
    NotKept,
}
