using System.Diagnostics;
using System.Globalization;
using FleetBench;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;
using Router.Core.Admission;
using Router.Core.Spend;
using Router.Core.Spend.Pricing;
using Router.Fleet.Gates;
using Router.Fleet.Hosting;
using Router.Fleet.Spend;
using Router.Grains.Hosting;
using Router.Grains.Keeping;
using Router.Grains.Spend;

// FleetBench cache REDIS: the response cache in Redis. FleetBench doors REDIS: whole nodes against the single-machine host.
switch (args)
{
    case ["cache", var cacheRedis]:
        await CacheBench.RunAsync(cacheRedis);
        return;
    case ["doors", var doors]:
        await DoorBench.RunAsync(doors);
        return;
}

// FleetBench [REDIS]: two silos in this process, with storage in Redis (host:port) or in memory.
const int Calls = 5000;
const int Entities = 10_000;
string? redis = args.Length > 0 ? args[0] : null;
var calls = new CallCount();
var builder = new InProcessTestClusterBuilder(2);
builder.Options.InitializeClientOnDeploy = false;
builder.ConfigureSilo((_, silo) =>
{
    silo.Services.AddSingleton<IEntitySettings, NoLimits>();
    silo.AddRouterGrains(TimeProvider.System);
    if (redis is null)
    {
        silo.AddMemoryGrainStorage(GrainNames.Storage, storage => storage.Configure(options => options.GrainStorageSerializer = new JsonStorage()));
    }
    else
    {
        silo.AddRedisGrainStorage(GrainNames.Storage, options => (options.ConfigurationOptions, options.GrainStorageSerializer) = (StackExchange.Redis.ConfigurationOptions.Parse(redis), new JsonStorage()));
    }

    silo.Services.AddFleetNode().AddSingleton<IGateNotices, SilentTickets>().AddSingleton<IActTrail, SilentTrail>();
    silo.Services.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromHours(2));
    silo.AddOutgoingGrainCallFilter(calls);
});
await using InProcessTestCluster cluster = builder.Build();
await cluster.DeployAsync();
IServiceProvider[] nodes = [.. cluster.Silos.Select(silo => silo.ServiceProvider)];
Console.WriteLine($"storage: {redis ?? "memory"}; {Environment.ProcessorCount} cores");

// Which silo an account lives at shows by whom it is called at no cost of a connection; asked of the runtime.
var management = nodes[0].GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
string here = await FindAsync(0);
string there = await FindAsync(1);
FleetSpendAccounts accounts = nodes[0].GetRequiredService<FleetSpendAccounts>();
await AskAsync("a command that stores nothing, same silo", here);
await AskAsync("a command that stores nothing, other silo", there);
await SpendAsync("spend, reserve and settle, same silo", here, 1);
await SpendAsync("spend, reserve and settle, other silo", there, 1);
await SpendAsync("spend, reserve and settle, other silo, 64 at once", there, 64);
await GatesAsync();
await MemoryAsync();

async Task<string> FindAsync(int silo)
{
    for (int number = 0; ; number++)
    {
        string tenant = $"bench-{Guid.NewGuid():N}-{number}";
        ISpendAccountGrain grain = nodes[0].GetRequiredService<IGrainFactory>().GetGrain<ISpendAccountGrain>(tenant);
        await grain.ConfigureAsync();
        if (await management.GetActivationAddress(grain) is { } address && address.Equals(cluster.Silos[silo].SiloAddress))
        {
            return tenant;
        }
    }
}

async Task AskAsync(string what, string tenant)
{
    ISpendAccountGrain grain = nodes[0].GetRequiredService<IGrainFactory>().GetGrain<ISpendAccountGrain>(tenant);
    var path = new SpendPath("core", "ann", "k1");
    var times = new double[Calls];
    for (int number = -500; number < Calls; number++)
    {
        long begun = Stopwatch.GetTimestamp();
        await grain.StatusAsync(path);
        times[Math.Max(0, number)] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
    }

    Print(what, times, times.Sum() / 1e6);
}

async Task SpendAsync(string what, string tenant, int workers)
{
    var times = new double[Calls];
    await Parallel.ForAsync(0, 500, new ParallelOptions { MaxDegreeOfParallelism = workers }, async (_, _) => await MessageAsync(tenant));
    int before = calls.Counts.Spend;
    long start = Stopwatch.GetTimestamp();
    await Parallel.ForAsync(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = workers }, async (number, _) =>
    {
        long begun = Stopwatch.GetTimestamp();
        await MessageAsync(tenant);
        times[number] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
    });
    double all = Stopwatch.GetElapsedTime(start).TotalSeconds;
    Print(what, times, all);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {(calls.Counts.Spend - before) / (double)Calls:0.00} calls a message"));
}

async Task MessageAsync(string tenant)
{
    var id = ReservationId.New();
    await accounts.ReserveAsync(tenant, new SpendRequest(id, new SpendPath("core", "ann", "k1"), TokenPrice.FromUsd(1, 5, 0.1m, 1.25m, 2), 100, 100, new RequestOrigin("m")));
    await accounts.SettleAsync(tenant, new Settlement(id, SettlementKind.Answered, new TokenCounts(50, 50)));
}

async Task GatesAsync()
{
    FleetProviderGates gates = nodes[0].GetRequiredService<FleetProviderGates>();
    var key = new GateKey("bench", "0", "m");
    var times = new double[Calls];
    for (int number = -200; number < Calls; number++)
    {
        if (number == 0)
        {
            await gates.StatusAsync(key);
        }

        int before = calls.Counts.Gates;
        long begun = Stopwatch.GetTimestamp();
        var id = PermitId.New();
        await gates.EnterAsync(key, new EnterRequest(id, "ann", 0));
        await gates.AnsweringAsync(key, id, default);
        await gates.ReportAsync(key, id, new AttemptReport(AttemptOutcome.Answered, 0));
        if (number >= 0)
        {
            times[number] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
        }
    }

    int counted = calls.Counts.Gates;
    for (int number = 0; number < Calls; number++)
    {
        var id = PermitId.New();
        await gates.EnterAsync(key, new EnterRequest(id, "ann", 0));
        await gates.ReportAsync(key, id, new AttemptReport(AttemptOutcome.Answered, 0));
        if (number % 10 == 0)
        {
            await Task.Delay(1); // a node is not alone: renewals get their turn
        }
    }

    Print("gate, enter, answering and report, warm lease", times, times.Sum() / 1e6);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {(calls.Counts.Gates - counted) / (double)Calls:0.0000} calls a message"));
}

async Task MemoryAsync()
{
    long before = Settled();
    await Parallel.ForAsync(0, Entities, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) => await MessageAsync($"tenant-{number}"));
    long after = Settled();
    using var process = Process.GetCurrentProcess();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{Entities} accounts with a message each, both silos: {(after - before) / 1048576.0:0} MiB managed more, {(after - before) / (double)Entities:0} bytes each; process {process.WorkingSet64 / 1048576} MiB"));
}

static long Settled()
{
    GC.Collect();
    GC.WaitForPendingFinalizers();
    return GC.GetTotalMemory(forceFullCollection: true);
}

static void Print(string what, double[] times, double seconds)
{
    Array.Sort(times);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what}: p50 {times[times.Length / 2]:0.0} µs, p99 {times[times.Length * 99 / 100]:0.0} µs, {times.Length / seconds:0} a second"));
}
