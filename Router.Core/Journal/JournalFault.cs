namespace Router.Core.Journal;

/// <summary>Why records can't be kept at the moment.</summary>
/// <param name="State">The kind.</param>
/// <param name="Text">A sentence for the operator: what is wrong, and what to do.</param>
public sealed record JournalFault(JournalState State, string Text)
{
    // The runtime hands on the number of the operating system: errno, or a Windows error as an HRESULT.
    private const int NoSpace = 28;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;
    private const int ReadOnlyFileSystem = 30;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsWriteProtected = unchecked((int)0x80070013);

    /// <summary>Whether an exception says that a file could not be used; any other is a bug.</summary>
    public static bool Covers(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>What an exception of the folder's says.</summary>
    public static JournalFault Of(Exception exception, string folder) => exception.HResult switch
    {
        NoSpace or LinuxQuota or MacQuota or WindowsDiskFull => new(JournalState.DiskFull, $"The disk of {folder} is full: free some space, then the journal goes on by itself."),
        _ when exception is UnauthorizedAccessException || exception.HResult is ReadOnlyFileSystem or WindowsWriteProtected =>
            new(JournalState.ReadOnly, $"{folder} can't be written ({exception.Message}): make it writable, then the journal goes on by itself."),
        _ => new(JournalState.Failing, $"{folder} can't be used ({exception.Message}): check the disk; the journal tries again by itself."),
    };
}
