using System.Net;
using FakeUpstream;
using Router.Fleet.Tests.Redis;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>Redis, one provider and as many nodes as a test starts; and a client that does what a balancer does: it goes where a node says that it is ready.</summary>
internal sealed class DoorFleet : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("router-fleet-").FullName;
    private readonly List<DoorProcess> _nodes = [];

    private DoorFleet(FakeProvider provider) => Provider = provider;

    public FakeProvider Provider { get; }

    public RedisServer Redis { get; } = new();

    /// <summary>Starts Redis and the provider.</summary>
    /// <param name="ofKey">Members of Alice's key, each led by a comma.</param>
    /// <param name="ofProvider">Members of the provider, each led by a comma.</param>
    /// <param name="ofRoot">Members of the file, each led by a comma.</param>
    public static async Task<DoorFleet> StartAsync(string ofKey = "", string ofProvider = "", string ofRoot = "")
    {
        var fleet = new DoorFleet(await FakeProvider.StartAsync());
        fleet.Provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        await fleet.Redis.StartAsync();
        await File.WriteAllTextAsync(
            fleet.Config,
            $$"""
            {
              "keys": [ { "key": "{{DoorProcess.Key}}", "user": "alice"{{ofKey}} } ],
              "providers": { "a": { "style": "native", "baseUrl": "{{fleet.Provider.BaseUrl}}", "credentials": ["upstream-secret"], "retries": 0{{ofProvider}} } },
              "models": { "claude-test": { "targets": ["a/m"], "price": { "input": 10, "output": 100 } } }{{ofRoot}}
            }
            """);
        return fleet;
    }

    public string Config => Path.Combine(_folder, "router.json");

    /// <summary>What all nodes said.</summary>
    public string Said
    {
        get
        {
            lock (_nodes)
            {
                return string.Concat(_nodes.Select((node, index) => $"{Environment.NewLine}node {index + 1}{Environment.NewLine}{node.Said}"));
            }
        }
    }

    public string State => Path.Combine(_folder, "state");

    /// <summary>A configuration of one model, for all nodes.</summary>
    public string ConfigText(string model, string credential = "upstream-secret") =>
        $$"""
        { // comments travel too
          "keys": [ { "key": "{{DoorProcess.Key}}", "user": "alice" } ],
          "providers": { "a": { "style": "native", "baseUrl": "{{Provider.BaseUrl}}", "credentials": ["{{credential}}"], "retries": 0 } },
          "models": { "{{model}}": { "targets": ["a/m"], "price": { "input": 10, "output": 100 } } }
        }
        """;

    /// <summary>Starts a node and waits until it is ready.</summary>
    public async Task<DoorProcess> AddAsync(params (string Name, string Value)[] environment)
    {
        DoorProcess node = await DoorProcess.StartAsync(Redis.Address, Config, State, environment);
        lock (_nodes)
        {
            _nodes.Add(node);
        }

        return node;
    }

    /// <summary>Sends messages, one after the other, to whichever of the nodes is ready, until it is told to end. Tells every answer that was no success.</summary>
    public async Task<(int Answered, List<string> Failed)> LoadAsync(CancellationToken end)
    {
        int answered = 0;
        List<string> failed = [];
        for (int turn = 0; !end.IsCancellationRequested; turn++)
        {
            if (await ReadyAsync(turn) is not { } node)
            {
                continue;
            }

            try
            {
                HttpStatusCode status = await node.MessageAsync();
                answered += status == HttpStatusCode.OK ? 1 : 0;
                if (status != HttpStatusCode.OK)
                {
                    failed.Add($"{status}");
                }
            }
            catch (HttpRequestException exception)
            {
                failed.Add(exception.Message);
            }
        }

        return (answered, failed);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DoorProcess node in _nodes)
        {
            node.Dispose();
        }

        Redis.Dispose();
        await Provider.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private async Task<DoorProcess?> ReadyAsync(int turn)
    {
        DoorProcess[] nodes;
        lock (_nodes)
        {
            nodes = [.. _nodes];
        }

        foreach (DoorProcess node in nodes.Skip(turn % nodes.Length).Concat(nodes.Take(turn % nodes.Length)))
        {
            if (await node.StatusAsync("/ready") == HttpStatusCode.OK)
            {
                return node;
            }
        }

        return null;
    }
}
