using System.Collections.Immutable;
using Router.Api.Configuration;
using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Core.Tenancy;

namespace Router.Api.Spend;

/// <summary>What router.json says about money, tenant by tenant.</summary>
internal sealed class ConfiguredSpend(SnapshotHolder holder)
{
    /// <summary>The settings of a tenant's account.</summary>
    public SpendSettings Of(string tenant)
    {
        RouterConfig config = holder.Current.Config;
        ImmutableDictionary<SpendNode, NodeLimits>.Builder nodes = ImmutableDictionary.CreateBuilder<SpendNode, NodeLimits>();
        foreach (ClientKeyConfig key in config.Keys.Where(key => key.Tenant == tenant && (key.Budget is not null || key.Limits != NodeLimits.None.Rates)))
        {
            nodes[new SpendNode(SpendLevel.Key, FileKeyIds.Of(config, key))] = new NodeLimits { Rates = key.Limits, Budgets = key.Budget is { } budget ? [Budget.Of(budget)] : [] };
        }

        return new SpendSettings { Nodes = nodes.ToImmutable(), OnExhausted = config.Spend?.OnExhausted == "cut" ? ExhaustedPolicy.Cut : ExhaustedPolicy.Finish };
    }

    /// <summary>Whether anything limits a principal's requests. Where nothing does, nothing is reserved.</summary>
    public static bool Limits(Principal principal) => principal.Budget is not null || principal.Limits != NodeLimits.None.Rates;
}
