using Microsoft.Extensions.Hosting;

namespace Router.Fleet.Hosting;

/// <summary>Something that a node waits for before its silo starts, and that has nothing to do afterwards.</summary>
internal abstract class StartWait : IHostedLifecycleService
{
    /// <summary>Waits.</summary>
    public abstract Task StartingAsync(CancellationToken cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
