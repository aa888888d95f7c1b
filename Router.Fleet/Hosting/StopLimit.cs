using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Router.Fleet.Hosting;

/// <summary>
/// Ends the process when it was told to stop and still lives behind its drain limit. Orleans tries for five minutes to write down that it goes, whatever the host's own limit
/// says; without Redis that is in vain, and whoever waits for the process would kill it.
/// </summary>
internal sealed partial class StopLimit(FleetOptions options, ILogger<StopLimit> logger) : IHostedLifecycleService, IDisposable
{
    /// <summary>For handing over behind the streams; with the default limits it ends before the 80 s that the Compose file gives it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private readonly ILogger _logger = logger;
    private Timer? _timer;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _timer = new Timer(_ => End(), null, options.DrainWait + options.DrainLimit + Grace, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _timer?.Dispose();

    private void End()
    {
        LogEnds();
        Environment.Exit(1);
    }

    [LoggerMessage(778, LogLevel.Critical, "Not stopped within the drain limit: the process ends now. The fleet gives this node up by itself; what it could not hand over lies in its folder")]
    private partial void LogEnds();
}
