using System.Text;
using Microsoft.AspNetCore.Http;

namespace FakeUpstream;

/// <summary>One scripted answer: a status, headers, then steps in order.</summary>
public sealed class Reply
{
    private readonly List<Func<HttpContext, Task>> _steps = [];
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly int _status;

    private Reply(int status, string contentType)
    {
        _status = status;
        _headers["Content-Type"] = contentType;
    }

    /// <summary>An answer in one piece.</summary>
    public static Reply Json(int status, string body) => new Reply(status, "application/json").WithLength(body).Send(body);

    /// <summary>A page, as edges and wrong base URLs give.</summary>
    public static Reply Html(int status) => new Reply(status, "text/html").Send("<html><body><h1>Bad gateway</h1></body></html>");

    /// <summary>Any other content.</summary>
    public static Reply Of(int status, string contentType) => new(status, contentType);

    /// <summary>A whole stream in one write.</summary>
    public static Reply Sse(string stream) => Sse().Send(stream);

    /// <summary>A stream that the steps to come write.</summary>
    public static Reply Sse() => new(200, "text/event-stream; charset=utf-8");

    public Reply With(string header, string value)
    {
        _headers[header] = value;
        return this;
    }

    /// <summary>Writes and flushes.</summary>
    public Reply Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Send(string)"/>
    public Reply Send(byte[] bytes) => Step(async context =>
    {
        await context.Response.Body.WriteAsync(bytes);
        await context.Response.Body.FlushAsync();
    });

    /// <summary>Writes piece by piece, each flushed on its own.</summary>
    public Reply SendInPieces(string text, int size)
    {
        foreach (byte[] piece in Encoding.UTF8.GetBytes(text).Chunk(size))
        {
            Send(piece);
        }

        return this;
    }

    /// <summary>Sends the status line and the headers.</summary>
    public Reply Start() => Step(context => context.Response.StartAsync());

    /// <summary>Goes on when the task is done, or when the caller has left.</summary>
    public Reply Wait(Task until) => Step(async context =>
    {
        var gone = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = context.RequestAborted.Register(gone.SetResult);
        await Task.WhenAny(until, gone.Task);
    });

    /// <summary>Says nothing more until the caller leaves.</summary>
    public Reply Hang() => Wait(Task.Delay(Timeout.Infinite));

    /// <summary>Waits in real time, for the real client's sake.</summary>
    public Reply Pause(TimeSpan time) => Step(context => Task.Delay(time, context.RequestAborted));

    /// <summary>Cuts the connection.</summary>
    public Reply Cut() => Step(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    internal async Task PlayAsync(HttpContext context)
    {
        context.Response.StatusCode = _status;
        foreach ((string name, string value) in _headers)
        {
            context.Response.Headers[name] = value;
        }

        foreach (Func<HttpContext, Task> step in _steps)
        {
            if (context.RequestAborted.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await step(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private Reply WithLength(string body) => With("Content-Length", Encoding.UTF8.GetByteCount(body).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private Reply Step(Func<HttpContext, Task> step)
    {
        _steps.Add(step);
        return this;
    }
}
