using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Router.Core.Admission;
using Router.Core.Spend;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Core.Usage;
using Router.Fleet.Directory;
using Router.Fleet.Gates;
using Router.Fleet.Outbox;
using Router.Fleet.Reasoning;
using Router.Fleet.Spend;
using Router.Fleet.Usage;
using Router.Fleet.Vault;
using Router.Grains.Hosting;
using StackExchange.Redis;

namespace Router.Fleet.Hosting;

/// <summary>Makes a process a node of a fleet.</summary>
public static class FleetHosting
{
    /// <summary>Adds the entities' home: membership and storage in Redis.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="redis">Where Redis is: <c>host:port</c>, with options as StackExchange.Redis reads them. It must keep what it is given (AOF, noeviction).</param>
    /// <param name="clock">The clock of the entities.</param>
    public static ISiloBuilder AddRouterFleet(this ISiloBuilder silo, string redis, TimeProvider clock)
    {
        silo.AddRouterGrains(clock);
        silo.UseRedisClustering(options => options.ConfigurationOptions = Parse(redis));
        silo.AddRedisGrainStorage(GrainNames.Storage, options =>
        {
            options.ConfigurationOptions = Parse(redis);
            options.GrainStorageSerializer = new JsonStorage();
        });
        silo.Services.Configure<ClusterMembershipOptions>(FleetMembership.Apply);
        silo.Services.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = FleetMembership.CallTimeout);
        silo.Services.AddFleetNode();
        return silo;
    }

    /// <summary>Adds this node's side of the entities. <see cref="IEntitySettings"/>, <see cref="IGateNotices"/>, <see cref="VaultSealer"/> and what vaults need to know are the host's.</summary>
    internal static IServiceCollection AddFleetNode(this IServiceCollection services) => services
        .AddSingleton(new FleetOptions())
        .AddSingleton<NodeEar>()
        .AddSingleton<FleetNode>()
        .AddSingleton<KeyIndex>()
        .AddSingleton(new NodeOutbox<PendingSettlement>("settlements"))
        .AddSingleton(new NodeOutbox<UsageRecord>("usage"))
        .AddSingleton<FleetProviderGates>()
        .AddSingleton<IProviderGates>(provider => provider.GetRequiredService<FleetProviderGates>())
        .AddSingleton<FleetSpendAccounts>()
        .AddSingleton<ISpendAccounts>(provider => provider.GetRequiredService<FleetSpendAccounts>())
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<FleetDirectory>(provider, FleetDirectory.TheOne))
        .AddSingleton<IDirectory>(provider => provider.GetRequiredService<FleetDirectory>())
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<FleetTenantVaults>(provider, ""))
        .AddSingleton<ITenantVaults>(provider => provider.GetRequiredService<FleetTenantVaults>())
        .AddSingleton<FleetUsage>()
        .AddSingleton<FleetReasoning>();

    private static ConfigurationOptions Parse(string redis)
    {
        ConfigurationOptions options = ConfigurationOptions.Parse(redis);
        // Redis may come later than the nodes, and may go for a while.
        options.AbortOnConnectFail = false;
        options.AsyncTimeout = 2000;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        return options;
    }
}
