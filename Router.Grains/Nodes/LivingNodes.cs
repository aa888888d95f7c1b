namespace Router.Grains.Nodes;

/// <summary>Which nodes live, as the fleet's membership says.</summary>
internal sealed class LivingNodes(IClusterMembershipService membership)
{
    /// <summary>Grows with every change.</summary>
    public long Version => membership.CurrentSnapshot.Version.Value;

    /// <summary>Whether a node is known to be dead. One that nobody has heard of yet may just be starting.</summary>
    public bool IsDead(string node) => membership.CurrentSnapshot.GetSiloStatus(SiloAddress.FromParsableString(node)) == SiloStatus.Dead;
}
