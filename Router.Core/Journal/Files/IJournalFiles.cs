namespace Router.Core.Journal.Files;

/// <summary>
/// The folder of a journal. Every method may throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>: the journal turns
/// them into a <see cref="JournalFault"/>. Names are file names without a folder.
/// </summary>
public interface IJournalFiles
{
    /// <summary>The folder as an operator knows it, for messages.</summary>
    string Folder { get; }

    /// <summary>Takes the folder for this process; null while another has it. The end of a process, however it comes, gives it back.</summary>
    IDisposable? TryLock();

    /// <summary>The files' names in any order; none when there is no folder.</summary>
    IReadOnlyList<string> List();

    /// <summary>Opens a file for reading.</summary>
    IJournalFile OpenRead(string name);

    /// <summary>Opens a file that is there for reading and writing.</summary>
    IJournalFile OpenWrite(string name);

    /// <summary>Creates a file that only its owner may read (0600); one that is there already begins empty.</summary>
    IJournalFile Create(string name);

    /// <summary>Renames a file in one step, replacing the target.</summary>
    void Rename(string name, string target);

    /// <summary>Deletes a file; none is no error.</summary>
    void Delete(string name);

    /// <summary>Returns when everything created, renamed and deleted so far would survive a power loss.</summary>
    void SyncFolder();
}
