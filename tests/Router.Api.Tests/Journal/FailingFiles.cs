using Router.Api.Journal;
using Router.Core.Journal.Files;

namespace Router.Api.Tests.Journal;

/// <summary>A folder on a disk that can be made to fail: from then on nothing in it can be changed, and a write that fails has written some of it.</summary>
internal sealed class FailingFiles(string folder) : IJournalFiles
{
    private readonly DiskJournalFiles _files = new(folder);

    /// <summary>Makes the error of every change; null while the disk works.</summary>
    public Func<Exception>? Error { get; set; }

    public string Folder => _files.Folder;

    public IDisposable? TryLock() => _files.TryLock();

    public IReadOnlyList<string> List() => _files.List();

    public IJournalFile OpenRead(string name) => _files.OpenRead(name);

    public IJournalFile OpenWrite(string name) => new FailingFile(this, _files.OpenWrite(name));

    public IJournalFile Create(string name)
    {
        Begin();
        return new FailingFile(this, _files.Create(name));
    }

    public void Rename(string name, string target)
    {
        Begin();
        _files.Rename(name, target);
    }

    public void Delete(string name)
    {
        Begin();
        _files.Delete(name);
    }

    public void SyncFolder()
    {
        Begin();
        _files.SyncFolder();
    }

    private void Begin()
    {
        if (Error is { } error)
        {
            throw error();
        }
    }

    private sealed class FailingFile(FailingFiles disk, IJournalFile file) : IJournalFile
    {
        public long Length => file.Length;

        public int Read(long offset, Span<byte> buffer) => file.Read(offset, buffer);

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            file.Write(offset, disk.Error is null ? bytes : bytes[..(bytes.Length * 2 / 3)]);
            disk.Begin();
        }

        public void SetLength(long length)
        {
            disk.Begin();
            file.SetLength(length);
        }

        public void Sync()
        {
            disk.Begin();
            file.Sync();
        }

        public void Dispose() => file.Dispose();
    }
}
