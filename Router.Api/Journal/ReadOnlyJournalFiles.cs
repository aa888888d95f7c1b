using Router.Core.Journal.Files;

namespace Router.Api.Journal;

/// <summary>A journal's folder that is only looked at, also while a gateway works in it: the lock is not asked for, and whoever would write is refused.</summary>
/// <param name="files">The folder.</param>
internal sealed class ReadOnlyJournalFiles(IJournalFiles files) : IJournalFiles
{
    public string Folder => files.Folder;

    public IDisposable? TryLock() => throw Refused();

    public IReadOnlyList<string> List() => files.List();

    public IJournalFile OpenRead(string name) => files.OpenRead(name);

    public IJournalFile OpenWrite(string name) => throw Refused();

    public IJournalFile Create(string name) => throw Refused();

    public void Rename(string name, string target) => throw Refused();

    public void Delete(string name) => throw Refused();

    public void SyncFolder() => throw Refused();

    private static UnauthorizedAccessException Refused() => new("The journal is only looked at.");
}
