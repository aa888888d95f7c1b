using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Router.Fleet.Hosting;

/// <summary>Tells the operator which nodes come, go and are given up, as this node hears of it.</summary>
internal sealed partial class FleetMembers(IClusterMembershipService membership, ILocalSiloDetails self, ILogger<FleetMembers> logger) : BackgroundService
{
    private readonly ILogger _logger = logger;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ImmutableDictionary<SiloAddress, SiloStatus> known = ImmutableDictionary<SiloAddress, SiloStatus>.Empty;
        try
        {
            await foreach (ClusterMembershipSnapshot now in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                foreach (ClusterMember member in now.Members.Values.Where(member => !member.SiloAddress.Equals(self.SiloAddress)))
                {
                    Tell(member, known.GetValueOrDefault(member.SiloAddress), known.IsEmpty);
                }

                known = now.Members.ToImmutableDictionary(static member => member.Key, static member => member.Value.Status);
            }
        }
        catch (OperationCanceledException)
        {
            // the node goes
        }
    }

    private void Tell(ClusterMember member, SiloStatus before, bool isFirst)
    {
        string node = member.SiloAddress.ToParsableString();
        switch (member.Status)
        {
            case SiloStatus.Active when before != SiloStatus.Active:
                LogIsThere(node);
                break;
            case SiloStatus.Dead when before is SiloStatus.ShuttingDown or SiloStatus.Stopping:
                LogLeft(node);
                break;
            case SiloStatus.Dead when before != SiloStatus.Dead && !isFirst:
                LogLost(node);
                break;
        }
    }

    [LoggerMessage(785, LogLevel.Information, "Node {Node} is a member of the fleet")]
    private partial void LogIsThere(string node);

    [LoggerMessage(786, LogLevel.Information, "Node {Node} has left the fleet")]
    private partial void LogLeft(string node);

    [LoggerMessage(787, LogLevel.Warning, "Node {Node} is given up: it was killed, froze, can't be reached or left without a word. What lived there comes up at other nodes")]
    private partial void LogLost(string node);
}
