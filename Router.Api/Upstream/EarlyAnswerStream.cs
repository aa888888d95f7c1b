using Router.Api.Upstream.Failures;

namespace Router.Api.Upstream;

/// <summary>
/// An HTTP/1.1 connection whose other end may answer and close in the middle of an upload, as with a 413. The framework's client sends the
/// whole body before it reads, and gives the attempt up when sending fails, although the answer has arrived. Here a failed write counts as
/// sent: the answer is read then, and when there is none the failed write is told.
/// </summary>
internal sealed class EarlyAnswerStream(Stream connection) : Stream
{
    private IOException? _failed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Wraps what a new connection of the client writes to; HTTP/2 reads and writes side by side and needs no help.</summary>
    public static Stream Wrap(SocketsHttpPlaintextStreamFilterContext connection) =>
        connection.NegotiatedHttpVersion.Major == 1 ? new EarlyAnswerStream(connection.PlaintextStream) : connection.PlaintextStream;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _failed is null ? connection.ReadAsync(buffer, cancellationToken) : ReadEarlyAnswerAsync(buffer, cancellationToken);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_failed is not null)
        {
            return;
        }

        try
        {
            await connection.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException exception)
        {
            _failed = exception;
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _failed is null ? connection.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    // The gateway never sends synchronously.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadEarlyAnswerAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int read;
        try
        {
            read = await connection.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new UploadCutException(exception);
        }

        return read > 0 || buffer.IsEmpty ? read : throw new UploadCutException(_failed!);
    }
}
