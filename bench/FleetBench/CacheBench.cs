using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Router.Core.Caching;
using Router.Fleet.Caching;

namespace FleetBench;

/// <summary>What the response cache in Redis adds to a message: <c>FleetBench cache REDIS</c>, then the same where nobody listens and the breaker is open.</summary>
internal static class CacheBench
{
    private const int Messages = 5000;

    private static readonly CacheLabel Label = new("default", "m");
    private static readonly byte[] Value = RandomNumberGenerator.GetBytes(2000);

    public static async Task RunAsync(string redis)
    {
        await using RedisAnswerStore store = Open(redis);
        await store.Connected;
        await MeasureAsync("a miss (two questions, one answer kept), Redis there", store, static (store, number) => MissAsync(store, number));
        await MeasureAsync("a hit, Redis there", store, static async (store, _) => await store.FindAsync(Key(0)));
        await using RedisAnswerStore gone = Open("127.0.0.1:1");
        await gone.Connected;
        while (!gone.IsOpen)
        {
            await gone.FindAsync(Key(0));
        }

        await MeasureAsync("a miss, the breaker open", gone, static (store, number) => MissAsync(store, number));
    }

    private static RedisAnswerStore Open(string redis) => new(redis, new RedisCacheOptions(), TimeProvider.System, NullLogger<RedisAnswerStore>.Instance);

    private static async Task MissAsync(RedisAnswerStore store, int number)
    {
        CacheKey key = Key(number);
        await store.FindAsync(key);
        await store.FindAsync(key);
        await store.PutAsync(key, Label, Value, TimeSpan.FromMinutes(1));
    }

    private static async Task MeasureAsync(string what, RedisAnswerStore store, Func<RedisAnswerStore, int, Task> run)
    {
        double[] times = new double[Messages];
        for (int number = -500; number < Messages; number++)
        {
            long begun = Stopwatch.GetTimestamp();
            await run(store, number);
            if (number >= 0)
            {
                times[number] = Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
            }
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: p50 {times[Messages / 2]:F1} µs, p99 {times[Messages * 99 / 100]:F1} µs, largest {times[^1]:F1} µs"));
    }

    private static CacheKey Key(int number) => new(SHA256.HashData(BitConverter.GetBytes(number)));
}
