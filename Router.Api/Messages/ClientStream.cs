using System.Buffers;
using System.Collections.Immutable;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;
using Router.Api.Spend;
using Router.Api.Upstream;
using Router.Api.Upstream.Failures;

namespace Router.Api.Messages;

/// <summary>
/// The client's side of a stream. Holds the status line back until first content, or until the first ping after <c>commitAfter</c>; afterwards
/// pings whenever nothing was written for <see cref="PingEvery"/>. Writes only whole frames, so that a ping or an error event can stand
/// between any two writes.
/// </summary>
internal sealed class ClientStream : IClientStream, IAsyncDisposable
{
    /// <summary>Claude Code shows a warning after 20 s without a byte (measured) and gives up after 300 s.</summary>
    public static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    private static readonly byte[] Ping = "event: ping\ndata: {\"type\": \"ping\"}\n\n"u8.ToArray();

    private readonly HttpContext _context;
    private readonly TimeProvider _clock;
    private readonly PipeWriter _writer;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ITimer _timer;
    private readonly TimeSpan _commitAfter;
    private Task _pinging = Task.CompletedTask;
    private long _lastWrite;
    private bool _ended;

    public ClientStream(HttpContext context, TimeProvider clock, TimeSpan commitAfter)
    {
        _context = context;
        _clock = clock;
        _writer = context.Response.BodyWriter;
        _commitAfter = commitAfter;
        _lastWrite = clock.GetTimestamp();
        _timer = clock.CreateTimer(static stream => ((ClientStream)stream!).Tick(), this, commitAfter, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the status line is out.</summary>
    public bool IsCommitted { get; private set; }

    /// <summary>Bytes written since the last flush.</summary>
    public long Unflushed { get; private set; }

    /// <summary>Commits with the answering provider's headers; only the first commit sets any.</summary>
    public async ValueTask CommitAsync(MessageExchange exchange, ImmutableArray<KeyValuePair<string, string>> passed, string? contentType)
    {
        await _turn.WaitAsync();
        try
        {
            if (!IsCommitted)
            {
                ResponseHeaders.Apply(BudgetHeaders.Passed(exchange, passed), _context.Response.Headers);
                RouterHeaders.Apply(exchange);
                SetStreamHeaders(contentType);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes whole frames without flushing them, in up to three pieces with nothing between.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> frames, ReadOnlyMemory<byte> second = default, ReadOnlyMemory<byte> third = default)
    {
        await _turn.WaitAsync();
        try
        {
            _writer.Write(frames.Span);
            _writer.Write(second.Span);
            _writer.Write(third.Span);
            Unflushed += frames.Length + second.Length + third.Length;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends what was written; returns when the client's connection has taken it.</summary>
    public async ValueTask FlushAsync()
    {
        if (Unflushed == 0)
        {
            return;
        }

        await _turn.WaitAsync();
        try
        {
            Unflushed = 0;
            await _writer.FlushAsync();
            Interlocked.Exchange(ref _lastWrite, _clock.GetTimestamp());
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends with an error: a real HTTP answer while the status line is held, an error event after it.</summary>
    public async Task FailAsync(MessageExchange exchange, ClientAnswer answer)
    {
        await _turn.WaitAsync();
        try
        {
            _ended = true;
            if (!IsCommitted)
            {
                RouterHeaders.Apply(exchange);
                await answer.WriteAsync(_context);
                return;
            }

            _writer.Write(answer.ToEvent(_context.Response.Headers["request-id"].ToString()));
            await _writer.FlushAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        _ended = true;
        _turn.Release();
        await _timer.DisposeAsync();
        await _pinging;
        _turn.Dispose();
    }

    private void Tick()
    {
        TimeSpan quiet = _clock.GetElapsedTime(Interlocked.Read(ref _lastWrite));
        TimeSpan due = IsCommitted ? PingEvery : _commitAfter;
        if (quiet < due)
        {
            Rearm(due - quiet);
            return;
        }

        _pinging = PingAsync();
    }

    private async Task PingAsync()
    {
        // When the turn is taken, something is being written: then the client hears enough.
        if (await _turn.WaitAsync(0))
        {
            try
            {
                if (_ended)
                {
                    return;
                }

                if (!IsCommitted)
                {
                    RouterHeaders.ApplyEarly(_context.Response.Headers);
                    SetStreamHeaders(contentType: null);
                }

                _writer.Write(Ping);
                await _writer.FlushAsync();
                Interlocked.Exchange(ref _lastWrite, _clock.GetTimestamp());
            }
            finally
            {
                _turn.Release();
            }
        }

        Rearm(PingEvery);
    }

    private void Rearm(TimeSpan due)
    {
        try
        {
            _timer.Change(due, Timeout.InfiniteTimeSpan);
        }
        catch (ObjectDisposedException)
        {
            // The stream ended in the same moment.
        }
    }

    private void SetStreamHeaders(string? contentType)
    {
        IsCommitted = true;
        HttpResponse response = _context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = contentType ?? "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-cache";
        response.Headers["x-accel-buffering"] = "no"; // nginx in front would hold events back
        _context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }
}
