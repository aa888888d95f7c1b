using System.Globalization;

namespace Router.Core.Configuration.Reading;

/// <summary>Durations as written in router.json: <c>500ms</c>, <c>5s</c>, <c>2m</c>, <c>1h</c>, <c>30d</c>.</summary>
public static class DurationText
{
    private static readonly (string Suffix, TimeSpan Unit)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)), ("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1)), ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>The longest duration, 100 years: enough for "for ever".</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(36500);

    /// <summary>The longest time that something may be waited for. Timers of the runtime end at 49 days; nobody waits longer than a day.</summary>
    public static TimeSpan LongestTimer { get; } = TimeSpan.FromDays(1);

    /// <summary>Writes a duration in the largest unit that holds it whole, as router.json has it.</summary>
    public static string Write(TimeSpan duration)
    {
        (string suffix, TimeSpan unit) = Units.LastOrDefault(one => duration.Ticks % one.Unit.Ticks == 0, Units[0]);
        return string.Create(CultureInfo.InvariantCulture, $"{duration / unit:0.###}{suffix}");
    }

    /// <summary>Reads a duration.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        foreach ((string suffix, TimeSpan unit) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
                && count >= 0 && count * unit.TotalSeconds <= Longest.TotalSeconds)
            {
                duration = unit * count;
                return true;
            }
        }

        duration = default;
        return false;
    }
}
