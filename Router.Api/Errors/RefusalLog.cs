using Router.Api.Telemetry;

namespace Router.Api.Errors;

/// <summary>
/// One line a refused request. Whoever reaches the port can cause refusals, so lines are counted: beyond <see cref="LinesASecond"/> in one second
/// only their number is written, when the second is over.
/// </summary>
internal sealed partial class RefusalLog : IDisposable
{
    public const int LinesASecond = 20;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly ILogger<RefusalLog> _logger;
    private readonly ITimer _timer;
    private int _refusals;

    public RefusalLog(TimeProvider clock, ILogger<RefusalLog> logger)
    {
        _logger = logger;
        _timer = clock.CreateTimer(static log => ((RefusalLog)log!).EndSecond(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Write(HttpContext context, RouterError error)
    {
        // A key that doesn't fit and a circle need somebody's hand; the rest is everyday life.
        LogLevel level = error.Status is 401 or 403 or 503 or 508 ? LogLevel.Warning : LogLevel.Information;
        if (!_logger.IsEnabled(level) || !MayWrite())
        {
            return;
        }

        (string method, string path) = (LogText.Method(context.Request.Method), LogText.Path(context.Request.Path.Value ?? ""));
        LogRefused(level, context.TraceIdentifier, error.Status, error.Type, error.Reason, method, path);
    }

    public void Dispose()
    {
        _timer.Dispose();
        EndSecond();
    }

    private bool MayWrite()
    {
        lock (_lock)
        {
            if (_refusals++ == 0)
            {
                _timer.Change(Second, Timeout.InfiniteTimeSpan);
            }

            return _refusals <= LinesASecond;
        }
    }

    private void EndSecond()
    {
        int more;
        lock (_lock)
        {
            (more, _refusals) = (_refusals - LinesASecond, 0);
        }

        if (more > 0)
        {
            LogMore(more);
        }
    }

    [LoggerMessage(EventId = 201, Message = "{RequestId} {Status} {Type}: {Reason} ({Method} {Path})")]
    private partial void LogRefused(LogLevel level, string requestId, int status, string type, string reason, string method, string path);

    [LoggerMessage(202, LogLevel.Warning, "{Count} more requests were refused within the same second")]
    private partial void LogMore(int count);
}
