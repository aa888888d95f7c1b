using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Fleet.Tests.Redis;

namespace Router.Fleet.Tests.FrontDoor;

/// <summary>Redis, two nodes, and a provider for each of the tests.</summary>
public sealed class TwoDoors : IAsyncLifetime
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("router-doors-").FullName;
    private readonly Dictionary<string, FakeProvider> _providers = new(StringComparer.Ordinal);
    private RedisServer _redis = null!;

    internal DoorProcess One { get; private set; } = null!;

    internal DoorProcess Two { get; private set; } = null!;

    internal FakeProvider Limited => _providers["limited"];

    internal FakeProvider Refusing => _providers["refusing"];

    internal FakeProvider Vaulted => _providers["vaulted"];

    internal FakeProvider Drained => _providers["drained"];

    /// <summary>The nodes in turn.</summary>
    internal DoorProcess Each(int number) => number % 2 == 0 ? One : Two;

    public async ValueTask InitializeAsync()
    {
        foreach (string name in (string[])["test", "limited", "refusing", "vaulted", "drained"])
        {
            _providers[name] = await FakeProvider.StartAsync();
            _providers[name].Otherwise = _ => Reply.Json(200, Samples.Message().Replace("\"output_tokens\":15", "\"output_tokens\":1000", StringComparison.Ordinal));
        }

        string config = Path.Combine(_folder, "router.json");
        await File.WriteAllTextAsync(config, Config());
        _redis = new RedisServer();
        await _redis.StartAsync();
        DoorProcess[] nodes = await Task.WhenAll(DoorProcess.StartAsync(_redis.Address, config, Path.Combine(_folder, "state")), DoorProcess.StartAsync(_redis.Address, config, Path.Combine(_folder, "state")));
        (One, Two) = (nodes[0], nodes[1]);
    }

    public async ValueTask DisposeAsync()
    {
        One?.Dispose();
        Two?.Dispose();
        _redis?.Dispose();
        foreach (FakeProvider provider in _providers.Values)
        {
            await provider.DisposeAsync();
        }

        System.IO.Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What a key has used.</summary>
    internal static async Task<JsonNode> UsageAsync(DoorProcess node, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/usage/me");
        request.Headers.Add("x-api-key", key);
        using HttpResponseMessage answer = await node.Client.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    private string Config() =>
        $$"""
        {
          "keys": [ { "key": "{{DoorProcess.Key}}", "user": "alice" }, { "key": "bob-key-of-a-test", "user": "bob", "budget": { "per": "month", "usd": 0.35 } } ],
          "providers": {
            {{string.Join(",", _providers.Select(provider => $$""" "{{provider.Key}}": { "style": "native", "baseUrl": "{{provider.Value.BaseUrl}}", "credentials": ["{{(provider.Key == "vaulted" ? "vault:vaulted" : "upstream-secret")}}"], "retries": 0{{(provider.Key == "limited" ? """, "limits": { "requestsPerMinute": 4 }, "queue": { "wait": "0s" }""" : "")}} }"""))}}
          },
          "models": {
            {{string.Join(",", _providers.Keys.Select(name => $$""" "claude-{{name}}": { "targets": ["{{name}}/m"], "price": { "input": 10, "output": 100 } }"""))}}
          }
        }
        """;
}
