using Router.Api.Hosting;
using Router.Core.Configuration;

namespace Router.Api.Configuration;

/// <summary>
/// Tells at start what works, but perhaps not as meant. The snapshot is made again for it: the first one was made when nothing was known of the directory's keys.
/// </summary>
internal sealed partial class StartWarnings(RouterStart start, SnapshotBuilder builder, SnapshotHolder holder, ILogger<StartWarnings> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        List<ConfigProblem> warnings = [.. start.Warnings, .. start.State.Warnings];
        RouterSnapshot first = holder.Current;
        holder.Swap(builder.Build(first.Config, first.Hash, first, warnings));
        foreach (ConfigProblem warning in warnings)
        {
            LogWarning(warning);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(105, LogLevel.Warning, "{Warning}")]
    private partial void LogWarning(ConfigProblem warning);
}
