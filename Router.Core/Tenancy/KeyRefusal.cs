namespace Router.Core.Tenancy;

/// <summary>Why a key opens nothing.</summary>
public enum KeyRefusal
{
    /// <summary>It does open.</summary>
    None,

    /// <summary>Nobody has such a key.</summary>
    Unknown,

    /// <summary>It looks like one of ours, but its checksum is wrong: it was mistyped or cut off.</summary>
    Mistyped,

    /// <summary>It was revoked, or its user, team or tenant was deleted.</summary>
    Revoked,

    /// <summary>It, its user, team or tenant is suspended.</summary>
    Suspended,

    /// <summary>Its time is over, or it was replaced and the overlap is over.</summary>
    Expired,

    /// <summary>It may not be used from this address.</summary>
    Network,
}
