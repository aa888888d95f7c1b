using System.Diagnostics;
using System.Globalization;
using Chaos;

int requests = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.TickCount;
long started = Stopwatch.GetTimestamp();
Console.WriteLine($"storm: {requests} requests, seed {seed}");
StormReport storm = await new StormRun(requests, seed).RunAsync();
Console.WriteLine(storm);
Console.WriteLine("sweep: a cut at every byte");
StormReport sweep = await new CutSweep(stride: 1, seed).RunAsync();
Console.WriteLine(sweep);
Console.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
return storm.Problems.Count + sweep.Problems.Count == 0 ? 0 : 1;
