using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Admin.Audit;
using Router.Api.Admin.Events;
using Router.Api.Configuration;
using Router.Api.Health;
using Router.Api.Migration;
using Router.Api.State;
using Router.Api.Telemetry;
using Router.Core.Configuration.Shared;
using Router.Core.Journal;
using Router.Core.Tenancy.Directory;
using Router.Core.Usage;
using Router.Fleet.Audit;
using Router.Fleet.Configuration;
using Router.Fleet.Events;
using Router.Fleet.Gates;
using Router.Fleet.Migration;
using Router.Fleet.Outbox;
using Router.Fleet.Spend;
using Router.Fleet.Usage;
using Router.Fleet.Vault;
using Router.Grains.Hosting;
using Router.Grains.Keeping;

namespace Router.Fleet.Hosting;

/// <summary>Registers the state of a front door that is one of many.</summary>
internal static class FleetState
{
    /// <summary>Keeps the front door's state in the fleet. <see cref="FleetHosting.AddRouterFleet"/> comes before it: a node opens its door behind its silo and closes it before.</summary>
    public static IServiceCollection AddFleetState(this IServiceCollection services) => services
        .AddSingleton<IEntitySettings, EntitySettings>()
        .AddSingleton<IGateBoard, FleetGateBoard>()
        .AddSingleton(static provider => new ConfigSealer(provider.GetRequiredService<StateFolder>().MasterKeys))
        .AddSingleton<FleetEvents>()
        .AddSingleton<IEventRelay>(static provider => provider.GetRequiredService<FleetEvents>())
        .AddSingleton<FleetAudit>()
        .AddSingleton<IAuditStore>(static provider => provider.GetRequiredService<FleetAudit>())
        .AddSingleton<IActTrail>(static provider => provider.GetRequiredService<FleetAudit>())
        .AddSingleton<IMigrationTarget, FleetMigration>()
        .AddSingleton<FleetConfig>()
        .AddSingleton<IConfigStore>(static provider => provider.GetRequiredService<FleetConfig>())
        .AddSingleton(AroundVaults)
        .AddSingleton(Tenants)
        .AddSingleton<IProjection>(provider => provider.GetRequiredService<NodeOutbox<PendingSettlement>>())
        .AddSingleton<IProjection>(provider => provider.GetRequiredService<NodeOutbox<UsageRecord>>())
        .AddSingleton<RedisWatch>()
        .AddSingleton<IOperatorProblem>(static provider => provider.GetRequiredService<RedisWatch>())
        .AddHostedService(static provider => provider.GetRequiredService<RedisWatch>())
        .AddHostedService<FleetMembers>()
        .AddSingleton<NodeLife>()
        .AddHostedService(static provider => provider.GetRequiredService<NodeLife>())
        .AddStartWarnings()
        .AddHostedService<StopLimit>();

    private static KnownTenants Tenants(IServiceProvider provider)
    {
        (IDirectoryView directory, SnapshotHolder holder) = (provider.GetRequiredService<IDirectoryView>(), provider.GetRequiredService<SnapshotHolder>());
        return new KnownTenants(() =>
        [
            .. directory.State.Tenants.Select(static tenant => tenant.Id).Concat(holder.Current.Config.Keys.Select(static key => key.Tenant)).Distinct(StringComparer.OrdinalIgnoreCase),
        ]);
    }

    private static VaultSurroundings AroundVaults(IServiceProvider provider)
    {
        IDirectoryView directory = provider.GetRequiredService<IDirectoryView>();
        return new VaultSurroundings(
            tenant => directory.State.FindTenant(tenant) is { Settings.VaultFallback: true },
            () => Task.FromResult(directory.State.Tenants.Select(static tenant => tenant.Id).ToImmutableArray()),
            provider.GetRequiredService<TimeProvider>());
    }
}
