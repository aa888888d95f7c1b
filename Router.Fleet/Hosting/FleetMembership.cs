using Orleans.Configuration;

namespace Router.Fleet.Hosting;

/// <summary>How a fleet finds out that a node is gone. docs/decisions/0014-fleet.md says why and what was measured.</summary>
internal static class FleetMembership
{
    /// <summary>How long a call to another node may take before it is asked again.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);

    public static void Apply(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.NumMissedProbesLimit = 2;
        options.NumProbedSilos = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        options.DeathVoteExpirationTimeout = TimeSpan.FromSeconds(30);
        // Three of these without a word, and a node that starts believes that the other is dead, even if nobody is there who could say so.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(4);
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }
}
