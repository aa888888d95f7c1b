using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Persistence;
using Router.Core.Admission;
using Router.Core.Reasoning;
using Router.Core.Spend;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Core.Usage;
using Router.Fleet.Directory;
using Router.Fleet.Drain;
using Router.Fleet.Gates;
using Router.Fleet.Outbox;
using Router.Fleet.Reasoning;
using Router.Fleet.Spend;
using Router.Fleet.Usage;
using Router.Fleet.Vault;
using Router.Grains.Hosting;

namespace Router.Fleet.Hosting;

/// <summary>Makes a process a node of a fleet.</summary>
public static class FleetHosting
{
    /// <summary>Adds the entities' home. Where membership and storage are stands in the configuration: <see cref="FleetRedis.AddFleetRedis"/>.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="clock">The clock of the entities.</param>
    public static ISiloBuilder AddRouterFleet(this ISiloBuilder silo, TimeProvider clock)
    {
        silo.AddRouterGrains(clock);
        silo.Services.AddOptions<RedisStorageOptions>(GrainNames.Storage).Configure(static options => options.GrainStorageSerializer = new JsonStorage());
        silo.Services.Configure<ClusterMembershipOptions>(FleetMembership.Apply);
        silo.Services.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = FleetMembership.CallTimeout);
        silo.Services.AddFleetNode();
        return silo;
    }

    /// <summary>Adds this node's side of the entities. <see cref="IEntitySettings"/>, <see cref="IGateNotices"/>, <see cref="VaultSealer"/> and what vaults and usage need to know are the host's.</summary>
    internal static IServiceCollection AddFleetNode(this IServiceCollection services)
    {
        services.TryAddSingleton(new FleetOptions());
        services.TryAddSingleton<KeyIndex>();
        return services
            .AddSingleton<NodeEar>()
            .AddSingleton<FleetNode>()
            .AddSingleton<SettingsNews>()
            .AddSingleton(new NodeOutbox<PendingSettlement>("settlements"))
            .AddSingleton(new NodeOutbox<UsageRecord>("usage"))
            .AddSingleton<FleetProviderGates>()
            .AddSingleton<IProviderGates>(provider => provider.GetRequiredService<FleetProviderGates>())
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<FleetDrainedProviders>(provider, FleetDrainedProviders.TheOne))
            .AddSingleton<IDrainedProviders>(provider => provider.GetRequiredService<FleetDrainedProviders>())
            .AddSingleton<FleetSpendAccounts>()
            .AddSingleton<ISpendAccounts>(provider => provider.GetRequiredService<FleetSpendAccounts>())
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<FleetDirectory>(provider, FleetDirectory.TheOne))
            .AddSingleton<IDirectory>(provider => provider.GetRequiredService<FleetDirectory>())
            .AddSingleton<IDirectoryView>(provider => provider.GetRequiredService<FleetDirectory>())
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<FleetTenantVaults>(provider, ""))
            .AddSingleton<ITenantVaults>(provider => provider.GetRequiredService<FleetTenantVaults>())
            .AddSingleton<UsageNews>()
            .AddSingleton<FleetUsage>()
            .AddSingleton<IUsageLedger>(provider => provider.GetRequiredService<FleetUsage>())
            .AddSingleton<FleetReasoning>()
            .AddSingleton<IReasoningMemories>(provider => provider.GetRequiredService<FleetReasoning>());
    }
}
