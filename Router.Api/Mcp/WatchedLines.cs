using System.Buffers;

namespace Router.Api.Mcp;

/// <summary>A stream whose lines are heard as they go by.</summary>
/// <param name="inner">The stream.</param>
/// <param name="hear">Hears each line, without its end.</param>
/// <param name="beforeEnd">What must be done before a reader learns that the stream has ended.</param>
internal sealed class WatchedLines(Stream inner, Action<ReadOnlyMemory<byte>> hear, Func<CancellationToken, Task>? beforeEnd = null) : Stream
{
    private readonly ArrayBufferWriter<byte> _line = new();

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await inner.ReadAsync(buffer, cancellationToken);
        if (count > 0)
        {
            Hear(buffer.Span[..count]);
        }
        else if (buffer.Length > 0)
        {
            Hear("\n"u8); // the last line may end with the stream
            await (beforeEnd?.Invoke(cancellationToken) ?? Task.CompletedTask);
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await inner.WriteAsync(buffer, cancellationToken);
        await inner.FlushAsync(cancellationToken); // a line counts as heard by the client
        Hear(buffer.Span);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Hear(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            _line.Write(bytes[..end]);
            if (_line.WrittenCount > 0)
            {
                hear(_line.WrittenMemory);
            }

            _line.Clear();
            bytes = bytes[(end + 1)..];
        }

        _line.Write(bytes);
    }
}
