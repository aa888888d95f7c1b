using Router.Api.State;
using Router.Core.Journal.Files;

namespace Router.Api.Journal;

/// <summary>The folder of a journal on a disk. It is created when it is first locked (0700).</summary>
/// <param name="folder">The folder; its parent is there.</param>
public sealed class DiskJournalFiles(string folder) : IJournalFiles
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <inheritdoc/>
    public string Folder => folder;

    /// <inheritdoc/>
    public IDisposable? TryLock()
    {
        if (!Directory.Exists(folder))
        {
            CreateFolder();
        }

        try
        {
            return Open("lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (SharingViolation.Is(exception))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> List() => Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))] : [];

    /// <inheritdoc/>
    public IJournalFile OpenRead(string name) => new DiskJournalFile(Open(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

    /// <inheritdoc/>
    public IJournalFile OpenWrite(string name) => new DiskJournalFile(Open(name, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));

    /// <inheritdoc/>
    public IJournalFile Create(string name)
    {
        File.Delete(PathOf(name)); // what a crash left behind would keep its own mode
        return new DiskJournalFile(Open(name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
    }

    /// <inheritdoc/>
    public void Rename(string name, string target) => File.Move(PathOf(name), PathOf(target), overwrite: true);

    /// <inheritdoc/>
    public void Delete(string name) => File.Delete(PathOf(name));

    /// <inheritdoc/>
    public void SyncFolder() => FolderSync.Sync(folder);

    private void CreateFolder()
    {
        PrivateFolder.Create(folder);
        FolderSync.Sync(Path.GetDirectoryName(Path.GetFullPath(folder)) ?? folder);
    }

    private FileStream Open(string name, FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (mode != FileMode.Open && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(PathOf(name), options);
    }

    private string PathOf(string name) => Path.Combine(folder, name);
}
