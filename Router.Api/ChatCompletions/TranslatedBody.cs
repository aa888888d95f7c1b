using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Router.Protocol.Translation.Inbound;

namespace Router.Api.ChatCompletions;

/// <summary>
/// Stands between whoever writes an answer of Messages and the client of chat completions: streams are translated event by event as they are flushed, JSON
/// when it is whole.
/// </summary>
internal sealed class TranslatedBody : PipeWriter, IHttpResponseBodyFeature
{
    private readonly IHttpResponseBodyFeature _inner;
    private readonly HttpResponse _response;
    private readonly long _created;
    private readonly ArrayBufferWriter<byte> _waiting = new();
    private OutboundChunks? _stream;
    private bool _isWhole;

    public TranslatedBody(IHttpResponseBodyFeature inner, HttpResponse response, long created)
    {
        _inner = inner;
        _response = response;
        _created = created;
    }

    /// <summary>Whether a stream tells its usage at the end.</summary>
    public bool IncludeUsage { get; set; }

    public Stream Stream => field ??= AsStream(leaveOpen: true);

    public PipeWriter Writer => this;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _waiting.WrittenCount;

    public void DisableBuffering() => _inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask; // the length is not known yet

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Answers of messages are never files.");

    /// <summary>Sends what is still held.</summary>
    public async Task CompleteAsync()
    {
        if (_stream is null && !_isWhole && _waiting.WrittenCount > 0)
        {
            await WriteWholeAsync(CancellationToken.None);
        }
    }

    public override void Advance(int bytes) => _waiting.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _waiting.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _waiting.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_stream is null && _response.ContentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true)
        {
            TellRequestId();
            _stream = new OutboundChunks(IncludeUsage, _created);
        }

        if (_stream is not null)
        {
            _stream.Write(_waiting.WrittenSpan, _inner.Writer);
            _waiting.ResetWrittenCount();
            return _inner.Writer.FlushAsync(cancellationToken);
        }

        return _response.ContentLength is { } length && _waiting.WrittenCount >= length && !_isWhole ? WriteWholeAsync(cancellationToken) : default;
    }

    public override void CancelPendingFlush() => _inner.Writer.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _inner.Writer.Complete(exception);

    private ValueTask<FlushResult> WriteWholeAsync(CancellationToken cancellation)
    {
        _isWhole = true;
        TellRequestId();
        byte[] answer = OutboundAnswer.Translate(_waiting.WrittenMemory, _created);
        _waiting.ResetWrittenCount();
        _response.ContentLength = answer.Length;
        return _inner.Writer.WriteAsync(answer, cancellation);
    }

    /// <summary>OpenAI's clients look for the id under this name.</summary>
    private void TellRequestId() => _response.Headers["x-request-id"] = _response.Headers["request-id"];
}
