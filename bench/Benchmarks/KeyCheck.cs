using System.Net;
using BenchmarkDotNet.Attributes;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;

namespace Benchmarks;

/// <summary>What finding a key's principal costs a request, with 100,000 keys of 20,000 users in 1,000 tenants. A result is how many opened.</summary>
public class KeyCheck
{
    private const int Checks = 1000;

    private readonly KeyHasher _hasher = new("the master key of the benchmark"u8);
    private readonly DateTimeOffset _now = ManyKeys.Start.AddDays(1);
    private readonly IPAddress _remote = IPAddress.Parse("::ffff:10.1.2.3");
    private string[] _known = [];
    private string[] _unknown = [];
    private KeyRing _ring = null!;

    /// <summary>Makes the directory; a hundred times as many keys as are asked for are spread over it.</summary>
    [GlobalSetup]
    public void Fill()
    {
        ManyKeys many = ManyKeys.Make(_hasher);
        var index = new KeyIndex();
        index.Load(many.State);
        _ring = new KeyRing(_hasher, [], index);
        _known = [.. many.Secrets.Where((_, number) => number % (ManyKeys.Keys / Checks) == 0)];
        _unknown = [.. Enumerable.Range(0, Checks).Select(_ => NewKey.Client().Secret)];
    }

    /// <summary>Keys that open: bound to a network, with an end.</summary>
    [Benchmark(OperationsPerInvoke = Checks)]
    public int Known() => CountOpen(_known);

    /// <summary>Keys that nobody has, well formed.</summary>
    [Benchmark(OperationsPerInvoke = Checks)]
    public int Unknown() => CountOpen(_unknown);

    private int CountOpen(string[] keys)
    {
        int open = 0;
        foreach (string key in keys)
        {
            open += _ring.TryFind(key, _now, _remote, out _) == KeyRefusal.None ? 1 : 0;
        }

        return open;
    }
}
