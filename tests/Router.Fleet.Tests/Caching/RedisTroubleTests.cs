using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Router.Core.Caching;
using Router.Fleet.Caching;
using Router.Fleet.Tests.Hosting;
using StackExchange.Redis;

namespace Router.Fleet.Tests.Caching;

/// <summary>A Redis that is stopped, slow, full or emptied costs hits and nothing else.</summary>
public sealed class RedisTroubleTests : IAsyncLifetime
{
    private static readonly CacheLabel Label = new("default", "claude-test");
    private static readonly byte[] Value = RandomNumberGenerator.GetBytes(1000);

    private readonly CacheRedis _redis = new();
    private RedisAnswerStore? _store;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _redis.Dispose();
    }

    [Fact]
    public async Task NotThereYet_IsAMiss_AndUsedOnceItIs()
    {
        RedisAnswerStore store = Open(_redis.Address);
        await OpenBreakerAsync(store);
        await Assert.ThrowsAsync<AnswerStoreException>(async () => await store.ClearAsync(new CacheSelection()));
        await _redis.StartAsync();
        await UsedAgainAsync(store);
    }

    [Fact]
    public async Task Stopped_IsAMiss_AndUsedAgainWhenItIsBack()
    {
        await _redis.StartAsync();
        RedisAnswerStore store = Open(_redis.Address);
        await UsedAgainAsync(store);
        _redis.Kill();
        await OpenBreakerAsync(store);
        await AssertAsksNobodyAsync(store);
        await _redis.StartAsync();
        await UsedAgainAsync(store);
    }

    /// <summary>Five seconds a command: the first few wait as long as patience goes, then nobody does.</summary>
    [Fact]
    public async Task Slow_IsAMissThatWaitsForNothing_AndUsedAgainWhenItIsFast()
    {
        await _redis.StartAsync();
        await using var proxy = new SlowProxy(_redis.Port);
        RedisAnswerStore store = Open(proxy.Address);
        await UsedAgainAsync(store);
        proxy.Delay = TimeSpan.FromSeconds(5);
        await OpenBreakerAsync(store);
        await AssertAsksNobodyAsync(store);
        proxy.Delay = TimeSpan.Zero;
        await UsedAgainAsync(store);
    }

    /// <summary>The admin was told that it was not done: what is left then stays.</summary>
    [Fact]
    public async Task RefusedClear_EndsItsWalk()
    {
        const int Answers = 2000;
        await _redis.StartAsync();
        await using var proxy = new SlowProxy(_redis.Port);
        var options = new RedisCacheOptions { AdminPatience = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(20) };
        RedisAnswerStore store = _store = new RedisAnswerStore(proxy.Address, options, TimeProvider.System, NullLogger<RedisAnswerStore>.Instance);
        await UsedAgainAsync(store);
        using ConnectionMultiplexer other = await ConnectionMultiplexer.ConnectAsync(_redis.Address);
        byte[] one = (await other.GetDatabase().StringGetAsync($"router:answer:{Key(0).Name}"))!;
        await Task.WhenAll(Enumerable.Range(1, Answers).Select(number => other.GetDatabase().StringSetAsync($"router:answer:{Key(number).Name}", one)));

        proxy.Delay = TimeSpan.FromMilliseconds(400); // a command; each batch of 500 takes three at least
        await Assert.ThrowsAsync<AnswerStoreException>(async () => await store.ClearAsync(new CacheSelection()));
        proxy.Delay = TimeSpan.Zero;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Walking);
        Assert.True(await other.GetDatabase().ExecuteAsync("DBSIZE") is { } left && (int)left > 0);
    }

    [Fact]
    public async Task Full_KeepsNothingNew_AndFindsWhatItHas()
    {
        await _redis.StartAsync(policy: "noeviction", memory: "4mb");
        RedisAnswerStore store = Open(_redis.Address);
        await UsedAgainAsync(store);
        int kept = 0;
        for (int number = 1; number <= 400; number++)
        {
            byte[] value = RandomNumberGenerator.GetBytes(20_000);
            await store.PutAsync(Key(number), Label, value, TimeSpan.FromHours(1));
            kept += await store.FindAsync(Key(number)) is { } found && found.Span.SequenceEqual(value) ? 1 : 0;
        }

        Assert.InRange(kept, 1, 399);
        Assert.NotNull(await store.FindAsync(Key(1)));
        Assert.False(store.IsOpen); // it answers: what it has is still found
    }

    [Fact]
    public async Task FlushedUnderLoad_EachFindsItsOwnOrNothing()
    {
        await _redis.StartAsync();
        RedisAnswerStore store = Open(_redis.Address);
        await UsedAgainAsync(store);
        using ConnectionMultiplexer admin = await ConnectionMultiplexer.ConnectAsync($"{_redis.Address},allowAdmin=true");
        int found = 0;
        Task load = Parallel.ForAsync(0, 3000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
        {
            byte[] own = BitConverter.GetBytes(number % 50);
            await store.PutAsync(Key(number % 50), Label, own, TimeSpan.FromHours(1));
            if (await store.FindAsync(Key(number % 50)) is { } value)
            {
                Assert.Equal(own, value.ToArray());
                Interlocked.Increment(ref found);
            }
        });
        while (!load.IsCompleted)
        {
            await admin.GetServers().Single().FlushAllDatabasesAsync();
        }

        await load;
        Assert.True(found > 0);
    }

    private RedisAnswerStore Open(string address) =>
        _store = new RedisAnswerStore(address, new RedisCacheOptions { ProbeEvery = TimeSpan.FromMilliseconds(200), Patience = TimeSpan.FromMilliseconds(500) }, TimeProvider.System, NullLogger<RedisAnswerStore>.Instance);

    /// <summary>Asks until the breaker opens: nothing is thrown, nothing is found.</summary>
    private static async Task OpenBreakerAsync(RedisAnswerStore store)
    {
        await store.Connected;
        await Until.Async(
            async () =>
            {
                Assert.Null(await store.FindAsync(Key(1)));
                await store.PutAsync(Key(1), Label, Value, TimeSpan.FromHours(1));
                return store.IsOpen;
            },
            static isOpen => isOpen);
    }

    private static async Task UsedAgainAsync(RedisAnswerStore store) => await Until.Async(
        async () =>
        {
            await store.PutAsync(Key(0), Label, Value, TimeSpan.FromHours(1));
            return await store.FindAsync(Key(0));
        },
        static found => found is { } value && value.Span.SequenceEqual(Value));

    /// <summary>Neither question nor answer leaves the process, so neither waits.</summary>
    private static async Task AssertAsksNobodyAsync(RedisAnswerStore store)
    {
        for (int time = 0; time < 100; time++)
        {
            Task<ReadOnlyMemory<byte>?> asked = store.FindAsync(Key(1)).AsTask();
            Assert.True(asked.IsCompletedSuccessfully);
            Assert.Null(await asked);
            Task<bool> put = store.PutAsync(Key(1), Label, Value, TimeSpan.FromHours(1)).AsTask();
            Assert.True(put.IsCompletedSuccessfully);
            Assert.False(await put);
        }
    }

    private static CacheKey Key(int number) => new(SHA256.HashData(BitConverter.GetBytes(number)));
}
