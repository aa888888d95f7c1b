using Router.Api.Configuration;
using Router.Core.Admission;

namespace Router.Api.Upstream.Gates;

/// <summary>Renews what this node holds, hands a reload to the gates, and drops gates that hold nothing any more.</summary>
internal sealed class GateKeeper(LocalProviderGates gates, OpenPasses open, SnapshotHolder holder, TimeProvider clock) : BackgroundService
{
    /// <summary>A lease lives for ten minutes.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        holder.Listen(gates.Configure);
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await open.RenewAsync(gates);
            gates.Trim();
        }
    }
}
