using System.Net;
using System.Net.Http.Headers;
using Router.Protocol.Json;

namespace Router.Api.Upstream;

/// <summary>
/// Sends a body piece by piece, straight from the pooled buffer that it was received in. A provider may answer, or an attempt be cancelled, while
/// the body is still being sent; <see cref="CloseAsync"/> returns when nothing reads the buffer any more, so that it never carries another user's
/// words to this connection.
/// </summary>
internal sealed class EditedContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly Lock _lock = new();
    private readonly EditedBody _body;
    private readonly CancellationTokenSource _closing = new();
    private TaskCompletionSource? _idle;
    private int _sending;
    private bool _closed;

    public EditedContent(EditedBody body)
    {
        _body = body;
        Headers.ContentType = Json;
    }

    /// <summary>The body's length, in bytes.</summary>
    public long Length => _body.Length;

    /// <summary>
    /// Lets no sending begin any more, cancels one under way and waits for its end. Over HTTP/2 an answer may come, and its response be disposed,
    /// while flow control still holds the body back.
    /// </summary>
    public async Task CloseAsync()
    {
        await _closing.CancelAsync();
        await IdleAsync();
    }

    private Task IdleAsync()
    {
        lock (_lock)
        {
            _closed = true;
            if (_sending == 0)
            {
                return Task.CompletedTask;
            }

            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Begin();
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
            foreach (ReadOnlyMemory<byte> piece in _body.Pieces)
            {
                await stream.WriteAsync(piece, either.Token);
            }
        }
        finally
        {
            End();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    private void Begin()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _sending++;
        }
    }

    private void End()
    {
        lock (_lock)
        {
            if (--_sending == 0)
            {
                _idle?.SetResult();
            }
        }
    }
}
