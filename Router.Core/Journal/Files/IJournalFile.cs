namespace Router.Core.Journal.Files;

/// <summary>An open file of a journal.</summary>
public interface IJournalFile : IDisposable
{
    /// <summary>Its length in bytes.</summary>
    long Length { get; }

    /// <summary>Reads up to a buffer's length.</summary>
    /// <returns>How many bytes; 0 only at the end.</returns>
    int Read(long offset, Span<byte> buffer);

    /// <summary>Writes all bytes. When it throws, any part of them may have been written.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Cuts or extends it.</summary>
    void SetLength(long length);

    /// <summary>Returns when everything written so far would survive a power loss. When it throws, nothing since the last success is certain.</summary>
    void Sync();
}
