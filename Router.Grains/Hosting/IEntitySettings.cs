using Router.Core.Admission;
using Router.Core.Spend;
using Router.Core.Configuration;

namespace Router.Grains.Hosting;

/// <summary>What the configuration in force on this node says to the entities that live here. All nodes have the same configuration.</summary>
public interface IEntitySettings
{
    /// <summary>What a gate is told.</summary>
    GateSettings OfGate(GateKey gate);

    /// <summary>What a tenant's account is told.</summary>
    SpendSettings OfTenant(string tenant);

    /// <summary>What one node of a tenant's account may do.</summary>
    NodeLimits OfNode(string tenant, SpendNode node);

    /// <summary>How much reasoning is kept, for each user.</summary>
    ReasoningConfig Reasoning { get; }
}
