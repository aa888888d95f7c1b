using Router.Core.Journal.Files;

namespace Router.Api.Journal;

/// <summary>An open file of a journal on a disk.</summary>
internal sealed class DiskJournalFile(FileStream stream) : IJournalFile
{
    public long Length => RandomAccess.GetLength(stream.SafeFileHandle);

    public int Read(long offset, Span<byte> buffer) => RandomAccess.Read(stream.SafeFileHandle, buffer, offset);

    public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(stream.SafeFileHandle, bytes, offset);

    public void SetLength(long length) => RandomAccess.SetLength(stream.SafeFileHandle, length);

    public void Sync() => RandomAccess.FlushToDisk(stream.SafeFileHandle);

    public void Dispose() => stream.Dispose();
}
