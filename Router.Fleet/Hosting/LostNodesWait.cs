using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Router.Fleet.Hosting;

/// <summary>
/// A node that comes up within seconds of the end of all others, with nobody left who could give them up, waits until their silence tells that they are gone. Orleans looks at
/// that silence once, when a node begins to join; one that was too early would ask the dead for five minutes, and end.
/// </summary>
internal sealed partial class LostNodesWait(IMembershipTable members, IOptions<ClusterMembershipOptions> options, ILocalSiloDetails self, ILogger<LostNodesWait> logger) : StartWait
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;

    private bool _isTold;

    private TimeSpan Silence => options.Value.IAmAliveTablePublishTimeout * options.Value.NumMissedTableIAmAliveLimit;

    /// <summary>Runs before the silo starts, and ends in any case a little behind the longest silence.</summary>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (await IsAnyLostAsync(cancellationToken) && TimeProvider.System.GetElapsedTime(start) < 2 * Silence)
        {
            await Task.Delay(AskEvery, cancellationToken);
        }
    }

    /// <summary>Whether a node that said lately that it lives does not take a connection.</summary>
    private async Task<bool> IsAnyLostAsync(CancellationToken cancellation)
    {
        MembershipTableData table;
        try
        {
            await members.InitializeMembershipTable(tryInitTableVersion: true);
            table = await members.ReadAll();
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            return true; // Redis went again: asked anew
        }

        DateTime now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach ((MembershipEntry member, _) in table.Members)
        {
            DateTime said = member.IAmAliveTime > member.StartTime ? member.IAmAliveTime : member.StartTime;
            if (member.Status == SiloStatus.Active && !member.SiloAddress.Endpoint.Equals(self.SiloAddress.Endpoint) && now - said <= Silence && !await NodePorts.AnswersAsync(member.SiloAddress.Endpoint, cancellation))
            {
                if (!_isTold)
                {
                    LogWaits(member.SiloAddress.ToString(), Silence.TotalSeconds);
                    _isTold = true;
                }

                return true;
            }
        }

        return false;
    }

    [LoggerMessage(777, LogLevel.Warning, "The node {Node} does not answer and nobody has given it up yet; this one waits until it was silent for {Seconds} s")]
    private partial void LogWaits(string node, double seconds);
}
