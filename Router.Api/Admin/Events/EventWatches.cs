namespace Router.Api.Admin.Events;

/// <summary>Begins to watch with the gateway's start.</summary>
internal sealed class EventWatches(RequestWatch requests, GateWatch gates) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        requests.Begin();
        gates.Begin();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
