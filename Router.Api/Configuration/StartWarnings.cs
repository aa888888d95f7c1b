using Router.Api.Hosting;
using Router.Core.Configuration;

namespace Router.Api.Configuration;

/// <summary>
/// Tells at start what works, but perhaps not as meant. The snapshot is made again for it: the first one was made when nothing was known of the directory's keys.
/// </summary>
internal sealed partial class StartWarnings(RouterStart start, SnapshotBuilder builder, SnapshotHolder holder, ILogger<StartWarnings> logger) : IHostedService
{
    private readonly RouterSnapshot _first = holder.Current;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Who has swapped it meanwhile knew the directory, and has told what he warns of.
        List<ConfigProblem> warnings = [.. start.Warnings];
        if (!ReferenceEquals(holder.Current, _first) || !holder.TrySwap(builder.Build(_first.Config, _first.Hash, _first, warnings), _first))
        {
            warnings.Clear();
        }

        foreach (ConfigProblem warning in warnings.Concat(start.State.Warnings))
        {
            LogWarning(warning);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(105, LogLevel.Warning, "{Warning}")]
    private partial void LogWarning(ConfigProblem warning);
}
