namespace Router.Dashboard.Charts;

/// <summary>Round numbers beside an axis.</summary>
public static class Ticks
{
    /// <summary>Values from 0 up, each as far from the next, the last at least <paramref name="most"/>: steps of 1, 2, 2.5 or 5 times a power of ten.</summary>
    /// <param name="most">The largest value to be shown, ≥ 0; what is not a number counts as 0.</param>
    /// <param name="count">About how many steps, ≥ 1.</param>
    public static IReadOnlyList<double> From0(double most, int count)
    {
        if (!double.IsFinite(most) || most <= 0)
        {
            return [0, 1];
        }

        double raw = most / Math.Max(1, count);
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = new[] { 1, 2, 2.5, 5, 10 }.First(factor => factor * power >= raw * (1 - 1e-9)) * power;
        int steps = (int)Math.Ceiling((most / step) - 1e-9);
        return [.. Enumerable.Range(0, steps + 1).Select(index => index * step)];
    }
}
