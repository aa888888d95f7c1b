namespace Router.Core.AdminContract;

/// <summary>Why an administrative question or act is refused.</summary>
public enum AdminProblemKind
{
    /// <summary>A part of the question is wrong.</summary>
    Invalid,

    /// <summary>The role does not allow it.</summary>
    Forbidden,

    /// <summary>There is none that the caller may see.</summary>
    Missing,

    /// <summary>The id or name is taken, it stands in router.json, or it is not possible as things stand.</summary>
    Conflict,

    /// <summary>It was deleted or revoked for good.</summary>
    Gone,

    /// <summary>Somebody else changed it since the caller read it.</summary>
    Stale,

    /// <summary>Too many ask for the same.</summary>
    Busy,

    /// <summary>The journal can't keep records at the moment, so nothing was changed.</summary>
    NotKept,

    /// <summary>It was done, but its audit record could not be kept.</summary>
    Unrecorded,

    /// <summary>The key opens nothing.</summary>
    NotSignedIn,

    /// <summary>Something failed here.</summary>
    Failed,
}
