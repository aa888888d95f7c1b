using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Router.Core.Tests.Admission;
using Router.Fleet.Hosting;
using Router.Fleet.Tests.Hosting;
using Router.Fleet.Usage;
using Router.Grains.Hosting;
using Router.Grains.Keeping;

[assembly: AssemblyFixture(typeof(TestFleet))]

namespace Router.Fleet.Tests.Hosting;

/// <summary>Two silos in this process, with memory for storage and a clock moved by hand for the entities. All tests share it; each has its own names.</summary>
public class TestFleet : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    internal HandClock Clock { get; } = new();

    internal TestSettings Settings { get; } = new();

    internal CallCount Calls { get; } = new();

    internal HeardActs Acts { get; } = new();

    internal IGrainFactory Grains => Node(0).GetRequiredService<IGrainFactory>();

    /// <summary>The services of a node: 0 or 1.</summary>
    internal IServiceProvider Node(int number) => _cluster.Silos[number].ServiceProvider;

    /// <summary>A node's side of things, made for one test.</summary>
    internal T Make<T>(int node, params object[] arguments) => ActivatorUtilities.CreateInstance<T>(Node(node), arguments);

    internal Task DeactivateAsync(IAddressable grain) => _cluster.DeactivateAsync(grain);

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.InitializeClientOnDeploy = false; // every node is a silo
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IEntitySettings>(Settings);
            silo.Services.AddSingleton<IActTrail>(Acts);
            silo.AddRouterGrains(Clock);
            silo.AddMemoryGrainStorage(GrainNames.Storage, storage => storage.Configure(options => options.GrainStorageSerializer = new JsonStorage()));
            silo.Services.AddSingleton<NodeEar>().AddSingleton<UsageNews>().AddSingleton<FleetNode>().AddSingleton(new FleetOptions());
            silo.AddOutgoingGrainCallFilter(Calls);
            silo.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
