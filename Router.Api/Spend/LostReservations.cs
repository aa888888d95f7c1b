using Router.Core.Spend;

namespace Router.Api.Spend;

/// <summary>
/// Ends what the process before this one left open, before anybody asks: nobody knows what became of it, so it is charged as reserved and recorded as interrupted.
/// </summary>
internal sealed class LostReservations(LocalSpendAccounts accounts) : IHostedLifecycleService
{
    /// <summary>Runs behind the journal's opening, which is registered before it.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (string tenant in accounts.Tenants)
        {
            await accounts.InterruptAsync(tenant, holder: null);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
