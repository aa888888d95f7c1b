using System.Collections.Immutable;
using Router.Core.Configuration;

namespace Router.Core.Admission.Choosing;

/// <summary>Puts targets into the order in which they are tried. All of them stay in it: the rest is for failover.</summary>
public static class TargetChooser
{
    /// <summary>The indexes of the targets in the order to try them.</summary>
    /// <param name="strategy">How to choose.</param>
    /// <param name="targets">The targets in the order of the file; it decides between equals.</param>
    /// <param name="random">From 0 up to, not including, 1; used by <see cref="RouteStrategy.Weighted"/>. A session's <see cref="StableHash.Fraction"/> keeps it at one target.</param>
    public static ImmutableArray<int> Order(RouteStrategy strategy, ImmutableArray<TargetChoice> targets, double random)
    {
        IEnumerable<int> all = Enumerable.Range(0, targets.Length);
        return strategy switch
        {
            RouteStrategy.Ordered => [.. all],
            RouteStrategy.Weighted => Weighted(targets, random),
            RouteStrategy.Cheapest => [.. all.OrderBy(index => targets[index].Price ?? decimal.MaxValue)],
            // What was never measured goes first: it would never be measured otherwise. If it fails, its gate closes.
            RouteStrategy.Fastest => [.. all.OrderBy(index => targets[index].Latency ?? TimeSpan.MinValue)],
            _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "There is no such strategy."),
        };
    }

    /// <summary>Draws one by one. Where the number fell within the share that it chose is itself a random number, and draws the next.</summary>
    private static ImmutableArray<int> Weighted(ImmutableArray<TargetChoice> targets, double random)
    {
        List<int> left = [.. Enumerable.Range(0, targets.Length)];
        ImmutableArray<int>.Builder order = ImmutableArray.CreateBuilder<int>(targets.Length);
        while (left.Count > 0)
        {
            double point = random * left.Sum(index => (double)Math.Max(1, targets[index].Weight));
            int chosen = 0;
            while (chosen < left.Count - 1 && point >= Math.Max(1, targets[left[chosen]].Weight))
            {
                point -= Math.Max(1, targets[left[chosen]].Weight);
                chosen++;
            }

            random = Math.Clamp(point / Math.Max(1, targets[left[chosen]].Weight), 0, 1);
            order.Add(left[chosen]);
            left.RemoveAt(chosen);
        }

        return order.MoveToImmutable();
    }
}
