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

    /// <summary>It was revoked.</summary>
    Revoked,

    /// <summary>Its user was deleted.</summary>
    UserDeleted,

    /// <summary>Its user's team was deleted.</summary>
    TeamDeleted,

    /// <summary>Its tenant was deleted.</summary>
    TenantDeleted,

    /// <summary>It is suspended.</summary>
    Suspended,

    /// <summary>Its user is suspended.</summary>
    UserSuspended,

    /// <summary>Its user's team is suspended.</summary>
    TeamSuspended,

    /// <summary>Its tenant is suspended.</summary>
    TenantSuspended,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was replaced by a new secret, and the overlap is over.</summary>
    Replaced,

    /// <summary>It may not be used from this address.</summary>
    Network,
}
