using System.Collections.Concurrent;
using Router.Core.Routing;

namespace Router.Api.Upstream.Gates;

/// <summary>How long each target took to its first content lately: for the strategy "fastest".</summary>
internal sealed class TargetLatencies(TimeProvider clock)
{
    /// <summary>How much a new measurement weighs.</summary>
    private const double Weight = 0.3;

    /// <summary>Targets that are remembered; with a <c>*</c> target their names are the clients' text.</summary>
    private const int MostTargets = 1000;

    /// <summary>Older ones say nothing: the target is tried again.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (double Seconds, long At)> _seen = new(StringComparer.Ordinal);

    /// <summary>The average; null when not measured lately.</summary>
    public TimeSpan? Of(Target target) =>
        _seen.TryGetValue(target.ToString(), out (double Seconds, long At) seen) && clock.GetElapsedTime(seen.At) < Lifetime ? TimeSpan.FromSeconds(seen.Seconds) : null;

    public void Measure(Target target, TimeSpan latency)
    {
        if (_seen.Count >= MostTargets)
        {
            _seen.Clear();
        }

        long now = clock.GetTimestamp();
        _seen.AddOrUpdate(
            target.ToString(), _ => (latency.TotalSeconds, now), (_, old) => (old.Seconds + ((latency.TotalSeconds - old.Seconds) * Weight), now));
    }
}
