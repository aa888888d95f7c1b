using Router.Api.Configuration;

namespace Router.Api.Telemetry;

/// <summary>Lets the level of the log follow the configuration in force.</summary>
internal sealed class LogLevelFollower(LogSwitch levels, SnapshotHolder holder) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        levels.Follow(() => holder.Current.LogLevel);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
