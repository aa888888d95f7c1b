using System.Diagnostics;
using System.Text.Json;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Benchmarks;

/// <summary>Memory and start of 100,000 keys in 1,000 tenants: <c>dotnet run -c Release --project bench/Benchmarks -- directory</c>.</summary>
internal static class DirectoryLoad
{
    private const int Checks = 200;

    public static void Run()
    {
        var watch = Stopwatch.StartNew();
        var hasher = new KeyHasher("the master key of the benchmark"u8);
        byte[] json = Make(hasher, out string[] secrets);
        Console.WriteLine($"made by commands and written: {watch.ElapsedMilliseconds} ms; snapshot: {json.Length / 1048576.0:F1} MiB");
        for (int round = 0; round < 3; round++)
        {
            Load(json, hasher, secrets);
        }
    }

    private static byte[] Make(KeyHasher hasher, out string[] secrets)
    {
        ManyKeys many = ManyKeys.Make(hasher);
        secrets = many.Secrets;
        return JsonSerializer.SerializeToUtf8Bytes(DirectorySnapshot.Of(many.State), DirectoryJson.Default.DirectorySnapshot);
    }

    private static void Load(byte[] json, KeyHasher hasher, string[] secrets)
    {
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        DirectoryState state = JsonSerializer.Deserialize(json, DirectoryJson.Default.DirectorySnapshot)!.Restore();
        long read = watch.ElapsedMilliseconds;
        var index = new KeyIndex();
        index.Load(state);
        long ready = watch.ElapsedMilliseconds;
        long loaded = GC.GetTotalMemory(forceFullCollection: true);
        var ring = new KeyRing(hasher, [], index);
        int open = secrets.Count(secret => ring.TryFind(secret, ManyKeys.Start, System.Net.IPAddress.Parse("10.1.2.3"), out _) == KeyRefusal.None);
        long used = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine($"read: {read} ms, with the index {ready} ms; memory: {(loaded - before) / 1048576.0:F1} MiB, {(used - before) / 1048576.0:F1} MiB once every key was used ({open} of {state.KeyCount} open)");
        Console.WriteLine($"key check: {Fastest(ring, secrets):F0} ns, the fastest of 1,000 rounds over {Checks} keys far apart");
    }

    /// <summary>On a busy machine the mean says how busy it is; the fastest round says what a check costs.</summary>
    private static double Fastest(KeyRing ring, string[] secrets)
    {
        string[] far = [.. secrets.Where((_, number) => number % (ManyKeys.Keys / Checks) == 0)];
        var remote = System.Net.IPAddress.Parse("10.1.2.3");
        double fastest = double.MaxValue;
        for (int round = 0; round < 1000; round++)
        {
            long start = Stopwatch.GetTimestamp();
            foreach (string secret in far)
            {
                ring.TryFind(secret, ManyKeys.Start, remote, out _);
            }

            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Checks);
        }

        return fastest;
    }
}
