using System.Collections.Concurrent;
using Router.Core.Admission;
using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Grains.Hosting;

namespace Router.Fleet.Tests.Hosting;

/// <summary>What tests configure, by provider and tenant.</summary>
internal sealed class TestSettings : IEntitySettings
{
    public ConcurrentDictionary<string, Func<GateSettings>> Gates { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, Func<SpendSettings>> Tenants { get; } = new(StringComparer.Ordinal);

    public ReasoningConfig Reasoning { get; } = new();

    public GateSettings OfGate(GateKey gate) => Gates.TryGetValue(gate.Provider, out Func<GateSettings>? settings) ? settings() : new GateSettings();

    public NodeLimits OfNode(string tenant, SpendNode node) => OfTenant(tenant).Nodes.GetValueOrDefault(node, NodeLimits.None);

    public SpendSettings OfTenant(string tenant) => Tenants.TryGetValue(tenant, out Func<SpendSettings>? settings) ? settings() : new SpendSettings();
}
