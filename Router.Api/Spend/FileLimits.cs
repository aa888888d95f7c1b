using System.Collections.Frozen;
using System.Collections.Immutable;
using Router.Core.Configuration;
using Router.Core.Spend;
using Router.Core.Tenancy.Directory;

namespace Router.Api.Spend;

/// <summary>The limits and budgets that router.json names: those of keys, and of <c>tenants</c> and their teams and users. What it names is not the directory's to say.</summary>
internal sealed class FileLimits
{
    private readonly FrozenDictionary<string, ImmutableDictionary<SpendNode, SpenderConfig>> _tenants;
    private readonly FrozenDictionary<string, TenantConfig> _configs;

    public FileLimits(RouterConfig config, FileKeyIds ids)
    {
        _configs = config.Tenants.ToFrozenDictionary(tenant => tenant.Name, StringComparer.OrdinalIgnoreCase);
        _tenants = config.Keys.Select(key => key.Tenant).Concat(config.Tenants.Select(tenant => tenant.Name)).Distinct(StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(name => name, name => NodesOf(config, ids, name).ToImmutableDictionary(node => node.Key, node => node.Value), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every node of a tenant that the file names.</summary>
    public IReadOnlyDictionary<SpendNode, SpenderConfig> Of(string tenant) => _tenants.GetValueOrDefault(tenant, ImmutableDictionary<SpendNode, SpenderConfig>.Empty);

    /// <summary>The tenant's multiplier; null when the file says nothing of the tenant itself.</summary>
    public decimal? MultiplierOf(string tenant) => Of(tenant).ContainsKey(SpendNode.Tenant) ? _configs[tenant].PriceMultiplier ?? 1 : null;

    /// <summary>Whether the file says of an entry's limits and budget what they are.</summary>
    public bool Names(EntryRef entry) => entry.Kind != EntryKind.Key && Of(entry.Tenant).ContainsKey(SpendNode.Of(entry));

    /// <summary>An entry as it counts: with what the file says of it.</summary>
    public DirectoryEntry Over(DirectoryEntry entry) => Names(entry.Ref) && Of(entry.Ref.Tenant)[SpendNode.Of(entry.Ref)] is var said ? entry switch
    {
        Tenant tenant => tenant with { Settings = tenant.Settings with { Limits = said.Limits, Budget = said.Budget, PriceMultiplier = MultiplierOf(tenant.Id) } },
        Team team => team with { Settings = team.Settings with { Limits = said.Limits, Budget = said.Budget } },
        User user => user with { Settings = user.Settings with { Limits = said.Limits, Budget = said.Budget } },
        _ => entry,
    }
    : entry;

    private static IEnumerable<KeyValuePair<SpendNode, SpenderConfig>> NodesOf(RouterConfig config, FileKeyIds ids, string name)
    {
        foreach (ClientKeyConfig key in config.Keys.Where(key => string.Equals(key.Tenant, name, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new(new SpendNode(SpendLevel.Key, ids.Of(key)), new SpenderConfig(key.Limits, key.Budget));
        }

        if (config.Tenants.FirstOrDefault(tenant => string.Equals(tenant.Name, name, StringComparison.OrdinalIgnoreCase)) is not { } tenant)
        {
            yield break;
        }

        if (tenant.Limits is not null || tenant.Budget is not null || tenant.PriceMultiplier is not null)
        {
            yield return new(SpendNode.Tenant, new SpenderConfig(tenant.Limits, tenant.Budget));
        }

        foreach ((string team, SpenderConfig said) in tenant.Teams)
        {
            yield return new(new SpendNode(SpendLevel.Team, team), said);
        }

        foreach ((string user, SpenderConfig said) in tenant.Users)
        {
            yield return new(new SpendNode(SpendLevel.User, user), said);
        }
    }
}
