using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Router.Api.Configuration;

namespace Router.Api.Hosting;

/// <summary>Tells start and stop in the log: the banner is gone with the terminal that it stood on.</summary>
internal sealed partial class LifetimeLog(IServer server, ConfigSource source, SnapshotHolder holder, ILogger<LifetimeLog> logger) : IHostedLifecycleService
{
    private bool _started;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _started = true;
        RouterSnapshot snapshot = holder.Current;
        string addresses = string.Join(", ", server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        LogStarted(RouterVersion.Text, addresses, snapshot.Config.Providers.Length, snapshot.Config.Models.Length, source.Name);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (_started)
        {
            LogStopping();
        }

        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_started)
        {
            _started = false;
            LogStopped();
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(500, LogLevel.Information, "Router {Version} listens on {Addresses}: providers: {Providers}, models: {Models}, configuration from {Source}")]
    private partial void LogStarted(string version, string addresses, int providers, int models, string source);

    [LoggerMessage(501, LogLevel.Information, "Stopping: no new requests, streams may end")]
    private partial void LogStopping();

    [LoggerMessage(502, LogLevel.Information, "Stopped")]
    private partial void LogStopped();
}
