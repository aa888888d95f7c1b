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

    /// <summary>Too many ask for the same.</summary>
    Busy,

    /// <summary>Something failed here.</summary>
    Failed,
}
