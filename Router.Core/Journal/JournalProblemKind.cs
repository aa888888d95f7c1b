namespace Router.Core.Journal;

/// <summary>Why a journal could not be opened.</summary>
public enum JournalProblemKind
{
    /// <summary>Another process has the folder.</summary>
    InUse,

    /// <summary>A file can't be read.</summary>
    Unreadable,

    /// <summary>A file is not what was written, or is missing.</summary>
    Damaged,

    /// <summary>A newer version wrote it.</summary>
    NewerVersion,
}
