using System.Collections.Immutable;
using Router.Core.Configuration;

namespace Router.Api.Configuration;

/// <summary>Tells at start what works, but perhaps not as meant.</summary>
internal sealed partial class StartWarnings(ImmutableArray<ConfigProblem> warnings, ILogger<StartWarnings> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
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
