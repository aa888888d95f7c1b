using Router.Core.Admission;
using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Grains.Hosting;

namespace FleetBench;

/// <summary>Nobody limits anything.</summary>
internal sealed class NoLimits : IEntitySettings
{
    public ReasoningConfig Reasoning { get; } = new();

    public GateSettings OfGate(GateKey gate) => new() { Lease = TimeSpan.FromSeconds(30) };

    public NodeLimits OfNode(string tenant, SpendNode node) => NodeLimits.None;

    public SpendSettings OfTenant(string tenant) => new();
}
