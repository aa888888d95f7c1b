using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.State;
using Router.Api.Telemetry;
using Router.Api.Upstream;
using Router.Core.Configuration;
using Router.Fleet.Caching;
using Router.Fleet.Drain;

namespace Router.Fleet.Hosting;

/// <summary>Composes the front door of a node.</summary>
internal static class FrontDoor
{
    /// <summary>The Redis of the response cache, as a connection string and as an Aspire resource. Without it each node keeps answers for itself.</summary>
    private const string Cache = "cache";

    /// <summary>What Orleans does all the time is for its own developers; two of its parts warn at every start of what is no fault. That Redis is away is told by whoever misses it.</summary>
    private static readonly (string Category, LogLevel Level)[] Quiet =
    [
        ("Orleans", LogLevel.Warning), ("Orleans.Runtime.Silo", LogLevel.Error), ("Orleans.Runtime.Watchdog", LogLevel.Error), ("StackExchange.Redis", LogLevel.Critical),
        ("Orleans.Persistence", LogLevel.Critical),
    ];

    /// <summary>What these say below that is in the files only: who joins and is lost is told by <see cref="FleetMembers"/>, what a grain could not do by whoever asked it.</summary>
    private static readonly (string Category, LogLevel Level)[] InFilesOnly = [("Orleans", LogLevel.Error), ("Orleans.Grain", LogLevel.Critical), ("Orleans.GrainDirectory", LogLevel.Error), ("Orleans.Messaging", LogLevel.Critical)];

    /// <summary>How a node comes and goes, and whether its state is kept, is for a container's console too.</summary>
    private static readonly string[] Told = [typeof(LifetimeLog).FullName!, "Router.Fleet.Hosting", "Router.Grains.Keeping"];

    /// <summary>Loads the configuration, takes a folder for this node and adds the front door, with its state in the fleet.</summary>
    /// <returns>The addresses that it will listen on.</returns>
    /// <exception cref="StartException">Something is wrong that the operator can mend.</exception>
    public static string[] AddFrontDoor(this WebApplicationBuilder builder, StartOptions options, OperatorConsole console)
    {
        ConfigSource source = ConfigSource.Find(options);
        RouterConfig config = source.LoadAtStart(out var warnings);
        string[] listen = ListenPlan.Choose(options, config);
        FleetOptions fleet = FleetOptions.Read(builder.Configuration.GetSection("Fleet"));
        NodePorts.Check(builder.Configuration, listen);
        NodeFolder folder = NodeFolder.Claim(config.State);
        StateFolder state = StateFolder.OfNode(folder.Path, config, source.Resolver);

        builder.WebHost.UseKestrelCore().UseUrls(listen).ConfigureKestrel(KestrelSettings.Apply);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = fleet.DrainWait + fleet.DrainLimit);
        builder.Services.Replace(ServiceDescriptor.Singleton(fleet));
        builder.Services.AddSingleton(_ => folder); // the container gives it back
        builder.Services.AddRouterLogging(options.Environment, console, state, options.Clock, Told);
        foreach ((string category, LogLevel level) in Quiet)
        {
            builder.Logging.AddFilter(category, level).AddFilter<ConsoleLoggerProvider>(category, level);
        }

        foreach ((string category, LogLevel level) in InFilesOnly)
        {
            builder.Logging.AddFilter<ConsoleLoggerProvider>(category, level);
        }

        builder.Services.AddSingleton<Doorway>().AddSingleton<IConnectionListenerFactory>(static provider => provider.GetRequiredService<Doorway>());
        builder.Services.AddSingleton<IServiceAddresses, ServiceAddresses>();
        builder.Services.ConfigureOpenTelemetryMeterProvider(static (services, metrics) => metrics.AddView(
            instrument => instrument.Meter.Name == RouterTelemetry.Name ? MetricLimits.ForRouter(instrument, services.GetRequiredService<RouterTelemetry>().Meter) : null));
        builder.Services.AddRouter(new RouterStart(options.Clock, source, config, warnings, state)).AddFleetState();
        if (builder.Configuration.GetConnectionString(Cache) is { Length: > 0 } cache)
        {
            RedisAddress.Check(Cache, cache);
            builder.Services.AddRedisCache(cache);
        }

        return listen;
    }

    /// <summary>Starts the node: the silo, and behind it the door.</summary>
    /// <param name="node">The node.</param>
    /// <param name="listen">The addresses of the door.</param>
    /// <param name="console">Where it is told why it does not start.</param>
    /// <returns>The exit code of a node that does not start; null for one that has.</returns>
    public static async Task<int?> OpenAsync(this WebApplication node, IEnumerable<string> listen, OperatorConsole console)
    {
        try
        {
            await node.StartAsync();
            return null;
        }
        catch (Exception exception) when (Explain(exception, listen) is { } told)
        {
            await console.Error.WriteLineAsync($"router: {told.Message}");
            if (node.Services.GetRequiredService<NodeLife>().HasJoined)
            {
                await node.StopAsync(); // or the fleet would have to find out that it is gone
            }

            return told.ExitCode;
        }
    }

    private static StartException? Explain(Exception exception, IEnumerable<string> listen) => exception switch
    {
        StartException told => told,
        AddressInUseException => OwnAddress.Taken("the address of this node's silo"), // it was taken by one that started at the same moment
        IOException or SocketException => ListenFailure.Explain(exception, listen),
        _ => null,
    };
}
