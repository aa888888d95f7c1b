namespace Router.Dashboard.Charts;

/// <summary>Bars of several series, one on top of the other.</summary>
public static class StackedBars
{
    /// <summary>Places the bars, the first series at the bottom. Values that are 0 or less have none.</summary>
    /// <param name="series">The values of each series, all with as many slots.</param>
    /// <param name="width">The width of the chart.</param>
    /// <param name="height">The scale of heights: values to lengths.</param>
    /// <param name="gap">The share of a slot that stays empty, 0 to 1.</param>
    public static IEnumerable<Bar> Place(IReadOnlyList<IReadOnlyList<double>> series, double width, LinearScale height, double gap)
    {
        int slots = series.Count == 0 ? 0 : series[0].Count;
        for (int slot = 0; slot < slots; slot++)
        {
            (double below, double step) = (0, width / slots);
            for (int index = 0; index < series.Count; index++)
            {
                double value = series[index][slot];
                if (value > 0)
                {
                    (double top, double bottom) = (height[below + value], height[below]);
                    yield return new Bar(index, slot, (slot * step) + (step * gap / 2), top, step * (1 - gap), bottom - top);
                    below += value;
                }
            }
        }
    }

    /// <summary>The sum of each slot.</summary>
    public static IReadOnlyList<double> Totals(IReadOnlyList<IReadOnlyList<double>> series) =>
        series.Count == 0 ? [] : [.. Enumerable.Range(0, series[0].Count).Select(slot => series.Sum(values => Math.Max(0, values[slot])))];
}
