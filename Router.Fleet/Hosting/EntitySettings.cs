using Router.Api.Configuration;
using Router.Api.Spend;
using Router.Api.Upstream.Gates;
using Router.Core.Admission;
using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Grains.Hosting;

namespace Router.Fleet.Hosting;

/// <summary>What router.json, the directory and the operator say to the entities that live on this node.</summary>
internal sealed class EntitySettings(SnapshotHolder holder, GateSettingsSource gates, ConfiguredSpend spend, FleetOptions options) : IEntitySettings
{
    public ReasoningConfig Reasoning => holder.Current.Config.Reasoning;

    /// <summary>Permits live as long as the leases of nodes: what a dead node held is free then.</summary>
    public GateSettings OfGate(GateKey gate) => gates.Of(gate) with { Lease = options.Lease };

    public SpendSettings OfTenant(string tenant) => spend.Of(tenant);

    public NodeLimits OfNode(string tenant, SpendNode node) => spend.Of(tenant, node);
}
