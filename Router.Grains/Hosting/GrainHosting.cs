using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;
using Router.Grains.Keeping;
using Router.Grains.Nodes;

namespace Router.Grains.Hosting;

/// <summary>Makes a silo a home of the entities.</summary>
public static class GrainHosting
{
    /// <summary>Adds what the grains need: how their records travel, and the clock. Storage, membership and <see cref="IEntitySettings"/> are the host's.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The container keeps it.")]
    public static ISiloBuilder AddRouterGrains(this ISiloBuilder silo, TimeProvider clock)
    {
        silo.Services.TryAddSingleton(new FleetClock(clock));
        silo.Services.TryAddSingleton<LivingNodes>();
        silo.Services.TryAddSingleton<StorageNotices>();
        silo.Services.TryAddSingleton(typeof(Residents<>));
        silo.Services.AddSingleton<IGeneralizedCopier, RecordCopier>();
        silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(
            isSerializable: WireJson.Takes, isCopyable: static _ => false, configureOptions: options => options.Configure(json => json.SerializerOptions = WireJson.Options)));
        return silo;
    }
}
