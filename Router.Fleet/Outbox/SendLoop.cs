using Microsoft.Extensions.Logging;
using Router.Fleet.Calls;

namespace Router.Fleet.Outbox;

/// <summary>Does something over and over, one time after the other, and says when it fails.</summary>
internal sealed partial class SendLoop(string what, TimeSpan every, Func<Task> send, ILogger logger) : IAsyncDisposable
{
    private readonly ILogger _logger = logger;
    private readonly CancellationTokenSource _closing = new();
    private readonly OnceAMinute _told = new(TimeProvider.System);
    private Task _loop = Task.CompletedTask;

    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Ends it. A container that knows its owner under several names asks several times.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_closing.IsCancellationRequested)
        {
            await _closing.CancelAsync();
            await _loop;
            _closing.Dispose();
        }
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token))
            {
                await OnceAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // the node closes
        }
    }

    private async Task OnceAsync()
    {
        try
        {
            await send();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What was to be sent waits for the next time.
            if (_told.IsDue())
            {
                LogFailed(what, exception);
            }
        }
    }

    [LoggerMessage(751, LogLevel.Warning, "{What} can't be sent; tried again, and told once a minute")]
    private partial void LogFailed(string what, Exception exception);
}
