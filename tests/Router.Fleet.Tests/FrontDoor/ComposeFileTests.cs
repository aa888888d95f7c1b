using System.Globalization;
using System.Net;
using FakeUpstream;
using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>The published composition without a container engine: both Redis servers and two published nodes as plain processes, by the file's own commands and environment.</summary>
public sealed class ComposeFileTests : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("router-compose-").FullName;
    private readonly List<IDisposable> _running = [];
    private readonly ComposeFile _file = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ADMIN_KEY"] = DoorProcess.AdminKey, ["MASTER_KEY"] = "a master key of a test, long enough", ["ANTHROPIC_UPSTREAM_KEY"] = "upstream-key-of-a-test",
        ["STATE_PASSWORD"] = "password-of-state", ["CACHE_PASSWORD"] = "password-of-cache",
    });

    private FakeProvider _provider = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "router.json"),
            $$"""
            {
              "keys": [ { "key": "{{DoorProcess.Key}}", "user": "alice" } ],
              "providers": { "a": { "style": "native", "baseUrl": "{{_provider.BaseUrl}}", "credentials": ["env:ANTHROPIC_UPSTREAM_KEY"] } },
              "models": { "claude-test": { "targets": ["a/m"] } },
              "cache": { "mode": "full" }
            }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IDisposable one in _running.AsEnumerable().Reverse())
        {
            one.Dispose();
        }

        await _provider.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task PublishedNodes_ByTheFilesCommandsAndEnvironment_AreOneFleet()
    {
        ComposedRedis state = await RedisAsync("state");
        ComposedRedis cache = await RedisAsync("cache");
        string program = await PublishedNode.PublishAsync(Path.Combine(_folder, "app"));
        DoorProcess one = await NodeAsync(program, state, cache);
        DoorProcess two = await NodeAsync(program, state, cache);

        // What one node has answered, the other finds in the Redis of the cache, once both have found that.
        await Until.Async(() => CacheAsync(one, "Hi"), static said => said == "hit");
        Assert.Equal("upstream-key-of-a-test", _provider.Requests[0].Headers["x-api-key"]);
        await Until.Async(() => CacheAsync(two, "Hi"), static said => said == "hit");
        Assert.Equal(2, (await two.AdminAsync(HttpMethod.Get, "nodes"))["data"]!.AsArray().Count);
        Assert.Equal(HttpStatusCode.OK, await two.StatusAsync("/dashboard/"));

        two.Signal("TERM");
        await two.EndAsync(60);
        Assert.Equal(0, two.ExitCode);
        int before = _provider.Requests.Count;
        Assert.Equal("miss", await CacheAsync(one, "Another"));
        Assert.Equal(before + 1, _provider.Requests.Count);
    }

    /// <summary>Sends a message, and tells what the cache did.</summary>
    private static async Task<string> CacheAsync(DoorProcess node, string text)
    {
        using HttpResponseMessage answer = await node.PostAsync(text: text);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await answer.Content.ReadAsStringAsync();
        return Assert.Single(answer.Headers.GetValues("x-router-cache"));
    }

    private async Task<ComposedRedis> RedisAsync(string service)
    {
        ComposedRedis redis = await ComposedRedis.StartAsync(_file, service, System.IO.Directory.CreateDirectory(Path.Combine(_folder, service)).FullName);
        _running.Add(redis);
        return redis;
    }

    /// <summary>A node: the file's environment, with places of this machine for those of the network of containers, where a name and a port stand for each.</summary>
    private async Task<DoorProcess> NodeAsync(string program, ComposedRedis state, ComposedRedis cache)
    {
        Dictionary<string, string> environment = _file.EnvironmentOf("router-api");
        string port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        foreach ((string name, string value) in ((string, string)[])
        [
            ("HTTP_PORTS", port), ("ROUTER_CONFIG", Path.Combine(_folder, "router.json")), ("ROUTER_STATE", Path.Combine(_folder, "nodes")),
            ("ConnectionStrings__state", environment["ConnectionStrings__state"].Replace("state:6379", state.Address, StringComparison.Ordinal)),
            ("ConnectionStrings__cache", environment["ConnectionStrings__cache"].Replace("cache:6379", cache.Address, StringComparison.Ordinal)),
            ("Orleans__Endpoints__SiloPort", $"{FreePort.Next()}"), ("Orleans__Endpoints__GatewayPort", $"{FreePort.Next()}"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"), // nobody is there to hear
        ])
        {
            Assert.True(environment.ContainsKey(name), name);
            environment[name] = value;
        }

        environment["Orleans__Endpoints__AdvertisedIPAddress"] = "127.0.0.1"; // a container takes its own
        environment["Fleet__DrainWait"] = "00:00:01";
        DoorProcess node = DoorProcess.Start(program, $"http://127.0.0.1:{port}", environment);
        _running.Add(node);
        await node.ReadyAsync();
        return node;
    }
}
