using System.Collections.Immutable;
using Router.Api.Configuration;
using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Spend;

/// <summary>What limits whom: what router.json says, and of whom it says nothing, what the directory says.</summary>
internal sealed class ConfiguredSpend(SnapshotHolder holder, IDirectoryView directory)
{
    /// <summary>The settings of a tenant's account.</summary>
    public SpendSettings Of(string tenant)
    {
        DirectoryState state = directory.State;
        ImmutableDictionary<SpendNode, NodeLimits>.Builder nodes = ImmutableDictionary.CreateBuilder<SpendNode, NodeLimits>();
        IEnumerable<DirectoryEntry> entries = state.TeamsOf(tenant).Concat<DirectoryEntry>(state.UsersOf(tenant)).Concat(state.KeysOf(tenant));
        foreach (DirectoryEntry entry in state.FindTenant(tenant) is { } own ? entries.Prepend(own) : entries)
        {
            Add(SpendNode.Of(entry.Ref), Of(entry));
        }

        foreach ((SpendNode node, SpenderConfig said) in holder.Current.Limits.Of(tenant))
        {
            nodes.Remove(node);
            Add(node, NodeLimits.Of(said.Limits, said.Budget));
        }

        return new SpendSettings { Nodes = nodes.ToImmutable(), OnExhausted = holder.Current.Config.Spend?.OnExhausted == "cut" ? ExhaustedPolicy.Cut : ExhaustedPolicy.Finish };

        void Add(SpendNode node, NodeLimits limits)
        {
            if (limits != NodeLimits.None)
            {
                nodes[node] = limits;
            }
        }
    }

    /// <summary>What one node may do.</summary>
    public NodeLimits Of(string tenant, SpendNode node)
    {
        if (holder.Current.Limits.Of(tenant).TryGetValue(node, out SpenderConfig? said))
        {
            return NodeLimits.Of(said.Limits, said.Budget);
        }

        DirectoryState state = directory.State;
        DirectoryEntry? entry = node.Level switch
        {
            SpendLevel.Tenant => state.FindTenant(tenant),
            SpendLevel.Team => state.FindTeam(tenant, node.Name),
            SpendLevel.User => state.FindUser(tenant, node.Name),
            _ => state.FindKey(node.Name),
        };
        return entry is null ? NodeLimits.None : Of(entry);
    }

    /// <summary>Whether anything limits a principal's requests, at any level.</summary>
    public bool Limits(Principal principal) =>
        principal.Budget is not null || principal.Limits != NodeLimits.None.Rates
        || Of(principal.Tenant, SpendNode.Tenant) != NodeLimits.None
        || (principal.Team is { } team && Of(principal.Tenant, new SpendNode(SpendLevel.Team, team)) != NodeLimits.None)
        || Of(principal.Tenant, new SpendNode(SpendLevel.User, principal.User)) != NodeLimits.None;

    /// <summary>What a tenant is charged, in times the price.</summary>
    public decimal MultiplierOf(string tenant) => holder.Current.Limits.MultiplierOf(tenant) ?? directory.State.FindTenant(tenant)?.Settings.PriceMultiplier ?? 1;

    /// <summary>The tenant that an entry of the directory belongs to, or is.</summary>
    public static string TenantOf(DirectoryEntry entry) => entry is ClientKey key ? key.Tenant : entry.Ref.Tenant;

    private static NodeLimits Of(DirectoryEntry entry) => entry switch
    {
        { Standing: Standing.Deleted } => NodeLimits.None,
        Tenant tenant => NodeLimits.Of(tenant.Settings.Limits, tenant.Settings.Budget),
        Team team => NodeLimits.Of(team.Settings.Limits, team.Settings.Budget),
        User user => NodeLimits.Of(user.Settings.Limits, user.Settings.Budget),
        ClientKey key => NodeLimits.Of(key.Settings.Rules.Limits, key.Settings.Rules.Budget),
        _ => NodeLimits.None,
    };
}
