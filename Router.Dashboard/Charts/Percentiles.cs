namespace Router.Dashboard.Charts;

/// <summary>Shares of sorted values.</summary>
public static class Percentiles
{
    /// <summary>The smallest value that a share of all is not above.</summary>
    /// <param name="sorted">The values, the smallest first; at least one.</param>
    /// <param name="share">0 to 1.</param>
    public static T Of<T>(IReadOnlyList<T> sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
