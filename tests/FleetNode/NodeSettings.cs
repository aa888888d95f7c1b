using System.Collections.Immutable;
using Router.Core.Admission;
using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Grains.Hosting;

namespace NodeUnderTest;

/// <summary>Every tenant has one budget a month, in nano-dollars, and every gate two slots.</summary>
internal sealed class NodeSettings(long budget, TimeSpan lease) : IEntitySettings
{
    public ReasoningConfig Reasoning { get; } = new();

    public GateSettings OfGate(GateKey gate) => new()
    {
        Limits = new ProviderLimits(null, null, string.Equals(gate.Provider, "slots", StringComparison.Ordinal) ? 2 : null), Lease = lease,
    };

    public NodeLimits OfNode(string tenant, SpendNode node) => OfTenant(tenant).Nodes.GetValueOrDefault(node, NodeLimits.None);

    public SpendSettings OfTenant(string tenant) => new()
    {
        Nodes = ImmutableDictionary<SpendNode, NodeLimits>.Empty.Add(SpendNode.Tenant, new NodeLimits { Budgets = [new Budget(BudgetPeriod.Month, new Money(budget))] }),
    };
}
