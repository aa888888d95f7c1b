namespace Router.Core.Journal;

/// <summary>Whether a journal keeps records.</summary>
public enum JournalState
{
    /// <summary>It does.</summary>
    Ready,

    /// <summary>The disk is full: records are refused until there is space.</summary>
    DiskFull,

    /// <summary>The folder can't be written: records are refused until it can.</summary>
    ReadOnly,

    /// <summary>The disk fails: records are refused until it works.</summary>
    Failing,

    /// <summary>It was closed.</summary>
    Closed,
}
