using System.Net;
using System.Text;
using FakeUpstream;
using Router.Api.Hosting;
using Router.Core.Configuration;
using Router.Fleet.Caching;
using StackExchange.Redis;

namespace Router.Fleet.Tests.Caching;

/// <summary>Whatever happens to the cache's Redis while clients ask: no request fails. The front door is the single machine's, with the store in place of its own.</summary>
public sealed class RedisGatewayTests : IAsyncLifetime
{
    private readonly CacheRedis _redis = new();
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("router-cache-");
    private readonly HttpClient _client = new();
    private FakeProvider _provider = null!;
    private SlowProxy _proxy = null!;
    private RouterApplication _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = static _ => Reply.Sse(Samples.Stream());
        _proxy = new SlowProxy(_redis.Port);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "router.json"), $$"""
            { "providers": { "a": { "style": "native", "baseUrl": "{{_provider.BaseUrl}}", "credentials": ["upstream-secret"] } }, "models": { "m": { "targets": ["a/x"] } },
              "keys": [ { "key": "alice-test-key", "user": "alice" } ], "admin": { "key": "admin-test-key" }, "cache": { "mode": "full" } }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _proxy.DisposeAsync();
        await _provider.DisposeAsync();
        _redis.Dispose();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Stopped_FailsNoRequest()
    {
        await StartAsync();
        await LoadAsync(half: () =>
        {
            _redis.Kill();
            return Task.CompletedTask;
        });
        Assert.Equal(HttpStatusCode.InternalServerError, await StatsAsync()); // admins are told, clients are not
    }

    [Fact]
    public async Task FiveSecondsACommand_FailsNoRequest()
    {
        await StartAsync();
        await LoadAsync(half: () =>
        {
            _proxy.Delay = TimeSpan.FromSeconds(5);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Full_FailsNoRequest()
    {
        await StartAsync(policy: "noeviction", memory: "8mb");
        await LoadAsync(half: async () =>
        {
            await using ConnectionMultiplexer other = await ConnectionMultiplexer.ConnectAsync(_redis.Address);
            await Assert.ThrowsAsync<RedisServerException>(async () =>
            {
                for (int number = 0; number < 100; number++)
                {
                    await other.GetDatabase().StringSetAsync($"junk:{number}", new byte[200_000]);
                }
            });
        });
        Assert.Equal(HttpStatusCode.OK, await StatsAsync());
    }

    [Fact]
    public async Task Flushed_FailsNoRequest_AndIsFilledAgain()
    {
        await StartAsync();
        await LoadAsync(half: async () =>
        {
            await using ConnectionMultiplexer admin = await ConnectionMultiplexer.ConnectAsync($"{_redis.Address},allowAdmin=true");
            await admin.GetServers().Single().FlushAllDatabasesAsync();
        });
        Assert.Equal("hit", (await AskAsync(0)).Cache);
    }

    private async Task StartAsync(string policy = "allkeys-lru", string memory = "64mb")
    {
        await _redis.StartAsync(policy, memory);
        _gateway = await SingleMachineHost.StartAsync(
            new StartOptions
            {
                Folder = _folder.FullName, Urls = "http://127.0.0.1:0", Environment = new RouterEnvironment(new Dictionary<string, string>()),
                Services = services => services.AddRedisCache(_proxy.Address, new RedisCacheOptions { Patience = TimeSpan.FromSeconds(1) }),
            },
            new OperatorConsole(TextWriter.Null, TextWriter.Null, IsTerminal: false),
            CancellationToken.None);
        await Hosting.Until.Async(async () => (await AskAsync(0)).Cache, static cache => cache == "hit");
    }

    /// <summary>400 requests of 8 clients, 40 different ones; something happens when half are answered.</summary>
    private async Task LoadAsync(Func<Task> half)
    {
        int asked = 0;
        await Parallel.ForAsync(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            (HttpStatusCode status, string cache, string body) = await AskAsync(number % 40);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains(cache, (string[])["hit", "miss", "joined"]);
            Assert.EndsWith("data: {\"type\":\"message_stop\"}\n\n", body, StringComparison.Ordinal);
            if (Interlocked.Increment(ref asked) == 200)
            {
                await half();
            }
        });
    }

    private async Task<(HttpStatusCode Status, string Cache, string Body)> AskAsync(int number)
    {
        string body = $$"""{"model":"m","max_tokens":1024,"stream":true,"messages":[{"role":"user","content":"Number {{number}}"}]}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_gateway.Addresses.First()}/v1/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { { "x-api-key", "alice-test-key" } } };
        using HttpResponseMessage response = await _client.SendAsync(request);
        return (response.StatusCode, response.Headers.TryGetValues("x-router-cache", out IEnumerable<string>? cache) ? cache.Single() : "none", await response.Content.ReadAsStringAsync());
    }

    private async Task<HttpStatusCode> StatsAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_gateway.Addresses.First()}/admin/v1/cache") { Headers = { { "x-api-key", "admin-test-key" } } };
        using HttpResponseMessage response = await _client.SendAsync(request);
        return response.StatusCode;
    }
}
