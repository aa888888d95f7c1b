using Microsoft.Extensions.Logging.Abstractions;
using Router.Core.Caching;
using Router.Core.Tests.Caching;
using Router.Fleet.Caching;
using StackExchange.Redis;

namespace Router.Fleet.Tests.Caching;

/// <summary>The contract over a real Redis.</summary>
public sealed class RedisAnswerStoreTests : AnswerStoreContract, IAsyncLifetime
{
    private readonly CacheRedis _redis = new();
    private readonly List<RedisAnswerStore> _stores = [];

    public async ValueTask InitializeAsync() => await _redis.StartAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (RedisAnswerStore store in _stores)
        {
            await store.DisposeAsync();
        }

        _redis.Dispose();
    }

    [Fact]
    public async Task InRedis_NothingCanBeReadAndAllOfItEnds()
    {
        IAnswerStore store = await CreateAsync(0);
        await store.PutAsync(Key(1), Label, Value(1), Hour);
        using ConnectionMultiplexer other = await ConnectionMultiplexer.ConnectAsync($"{_redis.Address},allowAdmin=true");
        RedisKey name = Assert.Single(other.GetServers().Single().Keys());
        Assert.Equal($"router:answer:{Key(1).Name}", (string?)name);
        Assert.DoesNotContain("xxxx", (string?)await other.GetDatabase().StringGetAsync(name), StringComparison.Ordinal);
        Assert.InRange((await other.GetDatabase().KeyTimeToLiveAsync(name))!.Value, Hour / 2, Hour);
    }

    [Fact]
    public async Task OtherNode_FindsIt()
    {
        await (await CreateAsync(0)).PutAsync(Key(1), Label, Value(1), Hour);
        Assert.Equal(Value(1), (await (await CreateAsync(0)).FindAsync(Key(1)))!.Value.ToArray());
    }

    /// <summary>Whoever can write into Redis can't make an answer.</summary>
    [Fact]
    public async Task ChangedOrAnothers_IsNoAnswer()
    {
        IAnswerStore store = await CreateAsync(0);
        await store.PutAsync(Key(1), Label, Value(1), Hour);
        await store.PutAsync(Key(2), Label, Value(2), Hour);
        using ConnectionMultiplexer other = await ConnectionMultiplexer.ConnectAsync(_redis.Address);
        IDatabase database = other.GetDatabase();
        await database.StringSetAsync($"router:answer:{Key(1).Name}", await database.StringGetAsync($"router:answer:{Key(2).Name}"));
        await database.StringSetAsync($"router:answer:{Key(2).Name}", "{\"content\":[]}");
        Assert.Null(await store.FindAsync(Key(1)));
        Assert.Null(await store.FindAsync(Key(2)));
    }

    [Fact]
    public async Task TooLarge_IsNotKeptAndTakesAwayWhatWasThere()
    {
        IAnswerStore store = await CreateAsync(0);
        await store.PutAsync(Key(1), Label, Value(1), Hour);
        Assert.False(await store.PutAsync(Key(1), Label, new byte[9 << 20], Hour));
        Assert.Null(await store.FindAsync(Key(1)));
        Assert.Empty(await store.HoldingsAsync());
    }

    /// <summary>Redis may name a key twice in one walk; two ways to one server make it do so.</summary>
    [Fact]
    public async Task NamedTwice_CountsOnce()
    {
        RedisAnswerStore store = await OpenAsync($"{_redis.Address},localhost:{_redis.Port}");
        await store.PutAsync(Key(1), Label, Value(1), Hour);
        await store.PutAsync(Key(2), Label, Value(2), Hour);
        Assert.Equal(2, (await store.Connected).GetServers().Count(server => server is { IsConnected: true, IsReplica: false }));
        Assert.Equal(2, Assert.Single(await store.HoldingsAsync()).Entries);
        Assert.Equal(2, await store.ClearAsync(new CacheSelection()));
    }

    /// <inheritdoc/>
    protected override async ValueTask<IAnswerStore> CreateAsync(long maxBytes) => await OpenAsync(_redis.Address);

    private async Task<RedisAnswerStore> OpenAsync(string address)
    {
        var store = new RedisAnswerStore(address, new RedisCacheOptions { Patience = TimeSpan.FromSeconds(20) }, Clock, NullLogger<RedisAnswerStore>.Instance);
        _stores.Add(store);
        await store.Connected;
        return store;
    }
}
