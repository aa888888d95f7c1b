using System.Globalization;
using System.Security.Cryptography;
using Router.Core.Caching;

namespace Soak;

/// <summary>The response cache's memory under a million answers: what it says that it holds, and what the process takes for it, against its bound.</summary>
internal static class CacheBound
{
    private const int Answers = 1_000_000;
    private const long Bound = 128 << 20;
    private const double Tolerance = 0.05;

    /// <summary>Puts and finds; the sizes are those of answers, compressed: most small, some large.</summary>
    /// <returns>What is wrong.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(int seed)
    {
        var random = new Random(seed);
        CacheLabel[] labels = [.. Enumerable.Range(0, 500).Select(number => new CacheLabel($"tenant-{number % 50}", $"model-{number}"))];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var store = new MemoryAnswerStore(TimeProvider.System, Bound);
        List<string> problems = [];
        double worst = 0;
        for (int number = 0; number < Answers; number++)
        {
            int size = random.Next(100) switch { < 70 => random.Next(100, 1500), < 98 => random.Next(1500, 8000), _ => random.Next(8000, 200_000) };
            await store.PutAsync(Key(number), labels[random.Next(labels.Length)], new byte[size], TimeSpan.FromHours(1));
            if (random.Next(4) == 0)
            {
                await store.FindAsync(Key(number - random.Next(Math.Min(number + 1, 20_000))));
            }

            if (store.Bytes > Bound)
            {
                problems.Add($"cache: {store.Bytes} bytes are counted behind answer {number}, the bound is {Bound}");
                break;
            }

            if (number % 100_000 == 99_999)
            {
                double taken = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Bound;
                worst = Math.Max(worst, taken);
                if (taken > 1 + Tolerance)
                {
                    problems.Add(string.Create(CultureInfo.InvariantCulture, $"cache: the process takes {taken:P1} of the bound behind answer {number}"));
                }
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cache: {Answers} answers, {(double)store.Bytes / Bound:P1} of the bound counted, {worst:P1} of it taken at most"));
        GC.KeepAlive(store);
        return problems;
    }

    private static CacheKey Key(int number) => new(SHA256.HashData(BitConverter.GetBytes(number)));
}
