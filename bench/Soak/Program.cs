using System.Diagnostics;
using System.Globalization;
using Chaos;
using Chaos.Kills;
using Soak;

int requests = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.TickCount;
int rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 50;
long started = Stopwatch.GetTimestamp();
Console.WriteLine($"cache: a million answers, seed {seed}");
IReadOnlyList<string> cache = await CacheBound.RunAsync(seed);
foreach (string problem in cache)
{
    Console.WriteLine(problem);
}

Console.WriteLine($"storm: {requests} requests, seed {seed}");
StormReport storm = await new StormRun(requests, seed).RunAsync();
Console.WriteLine(storm);
Console.WriteLine("sweep: a cut at every byte");
StormReport sweep = await new CutSweep(stride: 1, seed).RunAsync();
Console.WriteLine(sweep);
Console.WriteLine($"kills: {rounds} rounds, seed {seed}");
KillReport kills = await new KillRun(rounds, seed).RunAsync();
Console.WriteLine(kills);
Console.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
return cache.Count + storm.Problems.Count + sweep.Problems.Count + kills.Problems.Count == 0 ? 0 : 1;
