using System.Collections.Immutable;
using System.Net;
using System.Text;
using NodeUnderTest;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime;
using Router.Api.Journal;
using Router.Core.Admission;
using Router.Core.Journal;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Core.Usage;
using Router.Fleet.Directory;
using Router.Fleet.Gates;
using Router.Fleet.Hosting;
using Router.Fleet.Outbox;
using Router.Fleet.Spend;
using Router.Fleet.Vault;
using Router.Grains.Hosting;
using Router.Grains.Keeping;
using Router.Grains.Spend;

// FleetNode REDIS SILO-PORT GATEWAY-PORT FOLDER BUDGET: a node without a front door. It does what it is told line by line and says "TIME WORDS", TIME in
// milliseconds of the machine's clock since it was started.
TimeSpan lease = TimeSpan.FromSeconds(5);
var output = new Lock();
void Say(string words)
{
    lock (output)
    {
        Console.WriteLine($"{Environment.TickCount64} {words}");
    }
}

HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
builder.Logging.AddProvider(new FileLog(Path.Combine(args[3], "node.log"))).SetMinimumLevel(LogLevel.Warning);
builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:state", args[0])]);
builder.AddFleetRedis();
builder.UseOrleans(silo => silo
    .AddRouterFleet(TimeProvider.System)
    .Configure<ClusterOptions>(static options => (options.ClusterId, options.ServiceId) = ("test", "test"))
    .ConfigureEndpoints(IPAddress.Loopback, int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture), int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture)));
var tickets = new NodeTickets();
builder.Services
    .AddSingleton<IEntitySettings>(new NodeSettings(long.Parse(args[4], System.Globalization.CultureInfo.InvariantCulture), lease))
    .AddSingleton<IGateNotices>(tickets)
    .AddSingleton<IActTrail, SilentTrail>()
    .AddSingleton(new FleetOptions { Lease = lease })
    .AddSingleton(new VaultSealer(new MasterKeys(new MasterKey("a master key of a test"u8), [])))
    .AddSingleton(new VaultSurroundings(static _ => true, static () => Task.FromResult(ImmutableArray<string>.Empty), TimeProvider.System));
using IHost host = builder.Build();
NodeOutbox<PendingSettlement> settlements = host.Services.GetRequiredService<NodeOutbox<PendingSettlement>>();
NodeOutbox<UsageRecord> usage = host.Services.GetRequiredService<NodeOutbox<UsageRecord>>();
IJournal journal = LocalJournal.Open(new DiskJournalFiles(Path.Combine(args[3], "journal")), [settlements, usage], new JournalOptions(), TimeProvider.System, new NoNotices()).Journal!;
settlements.Use(journal);
usage.Use(journal);
await host.StartAsync();
FleetDirectory directory = host.Services.GetRequiredService<FleetDirectory>();
for (bool isKnown = false; !isKnown;)
{
    try
    {
        await directory.StartAsync();
        isKnown = true;
    }
    catch (TimeoutException)
    {
        // a busy machine: the owner is not up yet
    }
}

FleetSpendAccounts accounts = host.Services.GetRequiredService<FleetSpendAccounts>();
FleetTenantVaults vaults = host.Services.GetRequiredService<FleetTenantVaults>();
FleetProviderGates gates = host.Services.GetRequiredService<FleetProviderGates>();
KeyHasher hasher = new("a master key of a test"u8);
List<SpendLoad> loads = [];
Say("ready");
while (await Console.In.ReadLineAsync() is { } line)
{
    switch (line.Split(' '))
    {
        case ["load", var tenant]:
            var load = new SpendLoad(accounts, Say);
            load.Start(tenant, untilSpent: false);
            loads.Add(load);
            break;
        case ["stop"]:
            await Task.WhenAll(loads.Select(one => one.StopAsync()));
            Say("stopped");
            break;
        case ["spend", var tenant]:
            var spending = new SpendLoad(accounts, Say);
            spending.Start(tenant, untilSpent: true);
            await spending.SpentAsync();
            Say("spent");
            break;
        case ["status", var tenant]:
            NodeStatus status = (await accounts.StatusAsync(tenant, new SpendPath("core", "ann", "k1")))[0];
            Say($"status {status.Month.Nanos} {status.Reserved.Nanos} {status.Open} {settlements.Count}");
            break;
        case ["owner", var tenant]:
            IGrainFactory grains = host.Services.GetRequiredService<IGrainFactory>();
            SiloAddress? owner = await grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grains.GetGrain<ISpendAccountGrain>(tenant));
            Say($"owner {(owner?.ToParsableString() == host.Services.GetRequiredService<FleetNode>().Name ? "me" : "other")}");
            break;
        case ["people"]:
            await directory.RunAsync(new CreateTenant("acme", new TenantSettings { Name = "Acme" }));
            await directory.RunAsync(new CreateUser("acme", "ann", new UserSettings { Name = "Ann" }));
            Say("people");
            break;
        case ["key"]:
            IssuedKey issued = await new KeyIssuer(directory, hasher).CreateAsync(new KeyOrder("acme", "ann", new KeySettings()));
            Say($"key {issued.Secret?.Secret ?? issued.Answer.Problems[0].ToString()}");
            break;
        case ["check", var key]:
            Say($"check {new KeyRing(hasher, [], directory.Keys).TryFind(key, DateTimeOffset.UtcNow, null, out _)}");
            break;
        case ["revoke", var id]:
            Say($"revoke {(await directory.RunAsync(new SetStanding(EntryRef.OfKey(id), Standing.Deleted))).Entry?.Standing}");
            break;
        case ["put", var name, var secret]:
            using (SecretBuffer buffer = SecretBuffer.Of(secret))
            {
                Say($"put {(await vaults.PutAsync(new VaultPath("acme", null, name), buffer, "anywhere")).Info?.Version}");
            }

            break;
        case ["get", var name]:
            using (ResolvedSecret found = await vaults.ResolveAsync(new VaultPath("acme", null, name), "anywhere"))
            {
                Say($"get {(found.Secret is { } open ? Encoding.UTF8.GetString(open.AsSpan()) : "nothing")}");
            }

            break;
        case ["enter", var provider]:
            var request = new EnterRequest(PermitId.New(), "ann", 0) { Patience = TimeSpan.FromMinutes(2) };
            var gate = new GateKey(provider, "0", "m");
            GateAnswer answer = await gates.EnterAsync(gate, request);
            Say($"entered {(answer.Kind == AdmissionKind.Queued ? await tickets.Of(request.Id) : answer).Kind}");
            break;
        default:
            Say($"what is {line}?");
            break;
    }
}

return 0;
