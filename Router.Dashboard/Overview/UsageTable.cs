using Router.Core.Usage;
using Router.Dashboard.Charts;

namespace Router.Dashboard.Overview;

/// <summary>Rows of usage as tiles and charts need them.</summary>
/// <param name="rows">The rows of a period and of the one before.</param>
/// <param name="period">The period.</param>
public sealed class UsageTable(IEnumerable<UsageRow> rows, Period period)
{
    /// <summary>Series that are told apart in a chart; the rest is one.</summary>
    public const int MostSeries = 7;

    private readonly UsageRow[] _rows = [.. rows];

    /// <summary>The sum of the period.</summary>
    public UsageSum Now => Sum(period.From, period.To);

    /// <summary>The sum of the period before.</summary>
    public UsageSum Before => Sum(period.Before, period.From);

    /// <summary>A value a slot.</summary>
    public IReadOnlyList<double> Slots(Func<UsageSum, double> value) => Values(_rows, value);

    /// <summary>A series a name, the largest first; behind <see cref="MostSeries"/> of them the rest together.</summary>
    public IReadOnlyList<Series> Series(Func<UsageSum, double> value)
    {
        Series[] all = [.. _rows.GroupBy(row => row.Name, StringComparer.Ordinal).Select(group => new Series(group.Key, Values(group, value)))
            .Where(series => series.Total > 0).OrderByDescending(series => series.Total).ThenBy(series => series.Name, StringComparer.Ordinal)];
        return all.Length <= MostSeries + 1
            ? all
            : [.. all.Take(MostSeries), new Series($"{all.Length - MostSeries} others", [.. Enumerable.Range(0, period.Slots).Select(slot => all.Skip(MostSeries).Sum(series => series.Values[slot]))])];
    }

    /// <summary>The sum of the period of each name, the dearest first.</summary>
    public IReadOnlyList<(string Tenant, string Name, UsageSum Sum)> Names() =>
    [
        .. _rows.Where(row => row.Start >= period.From && row.Start < period.To).GroupBy(row => (row.Tenant, row.Name))
            .Select(group => (group.Key.Tenant, group.Key.Name, Sum: group.Aggregate(default(UsageSum), static (sum, row) => sum + row.Sum)))
            .OrderByDescending(name => name.Sum.Cost.Nanos).ThenByDescending(name => name.Sum.Requests).ThenBy(name => name.Name, StringComparer.Ordinal),
    ];

    private UsageSum Sum(DateTimeOffset from, DateTimeOffset to) =>
        _rows.Where(row => row.Start >= from && row.Start < to).Aggregate(default(UsageSum), static (sum, row) => sum + row.Sum);

    private double[] Values(IEnumerable<UsageRow> some, Func<UsageSum, double> value)
    {
        double[] values = new double[period.Slots];
        foreach (UsageRow row in some)
        {
            if (period.SlotOf(row.Start) is var slot && slot >= 0 && slot < values.Length)
            {
                values[slot] += value(row.Sum);
            }
        }

        return values;
    }
}
