using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Router.Grains.Hosting;
using StackExchange.Redis;

namespace Router.Fleet.Hosting;

/// <summary>The Redis that keeps the fleet's state: membership and what grains store.</summary>
public static class FleetRedis
{
    /// <summary>Its name, as a connection string and as an Aspire resource. It must keep what it is given (AOF, noeviction).</summary>
    public const string State = "state";

    /// <summary>Where Orleans finds it. An Aspire host says the same by the environment, which has the last word.</summary>
    private static readonly KeyValuePair<string, string?>[] Defaults =
    [
        new("Orleans:ClusterId", "router"), new("Orleans:ServiceId", "router"),
        new("Orleans:Clustering:ProviderType", "Redis"), new("Orleans:Clustering:ServiceKey", State),
        new($"Orleans:GrainStorage:{GrainNames.Storage}:ProviderType", "Redis"), new($"Orleans:GrainStorage:{GrainNames.Storage}:ServiceKey", State),
    ];

    /// <summary>Connects to it, and waits for it at the start.</summary>
    public static void AddFleetRedis(this IHostApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        builder.AddKeyedRedisClient(
            State,
            // Its commands are those of grains, which tell more of themselves; and a node goes on without it, so it is no part of the node's health.
            settings => (settings.DisableTracing, settings.DisableHealthChecks) = (true, true),
            Tune);
        builder.Services.AddHostedService<RedisWait>().AddHostedService<LostNodesWait>();
    }

    private static void Tune(ConfigurationOptions options)
    {
        // Redis may come later than the nodes, and may go for a while.
        options.AbortOnConnectFail = false;
        options.AsyncTimeout = 2000;
        options.BacklogPolicy = BacklogPolicy.FailFast;
    }
}
