using System.Globalization;
using Router.Api.Errors;
using Router.Core.Usage;

namespace Router.Api.Admin.Usage;

/// <summary>Reads what an admin wants to know of usage: <c>?group_by=user&amp;per=day&amp;from=2026-11-01&amp;to=2026-12-01</c>.</summary>
internal static class UsageQuestion
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);

    /// <summary>The query; null when it can't be understood. Defaults: by user, by day, the last 30 days.</summary>
    public static UsageQuery? Read(IQueryCollection query, DateTimeOffset now, out RouterError? error)
    {
        error = null;
        UsageGroup group = Word(query["group_by"], UsageGroup.User, "group_by", ref error);
        UsagePeriod per = Word(query["per"], UsagePeriod.Day, "per", ref error);
        DateTimeOffset from = Moment(query["from"], now - Usual, "from", ref error);
        DateTimeOffset to = Moment(query["to"], now.AddSeconds(1), "to", ref error);
        string tenant = query["tenant"].ToString();
        return error is null ? new UsageQuery(group, per, from, to, tenant.Length == 0 ? null : tenant) : null;
    }

    public static string Name(UsageGroup group) => group.ToString().ToLowerInvariant();

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static T Word<T>(string? text, T usual, string field, ref RouterError? error)
        where T : struct, Enum
    {
        if (string.IsNullOrEmpty(text))
        {
            return usual;
        }

        foreach (T value in Enum.GetValues<T>())
        {
            if (text.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        error = RouterError.Of(400, $"{field}: use one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}.");
        return usual;
    }

    private static DateTimeOffset Moment(string? text, DateTimeOffset usual, string field, ref RouterError? error)
    {
        if (string.IsNullOrEmpty(text))
        {
            return usual;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time))
        {
            return time;
        }

        error = RouterError.Of(400, $"{field}: use a date or a time in UTC, such as 2026-11-21 or 2026-11-21T08:00:00Z.");
        return usual;
    }
}
