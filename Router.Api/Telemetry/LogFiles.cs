using System.Globalization;

namespace Router.Api.Telemetry;

/// <summary>Names of log files and which of them retention has outlived.</summary>
internal static class LogFiles
{
    private const string Prefix = "router-";
    private const string Format = "yyyy-MM-dd";

    public static string NameOf(DateOnly day) => $"{Prefix}{day.ToString(Format, CultureInfo.InvariantCulture)}.log";

    /// <summary>Files whose day lies more than the retention back. With 3 days, today and the two days before stay.</summary>
    public static IEnumerable<string> OlderThan(string folder, DateOnly today, TimeSpan retention) =>
        Directory.EnumerateFiles(folder, $"{Prefix}*.log").Where(path => DayOf(path) is { } day && today.DayNumber - day.DayNumber >= retention.TotalDays);

    private static DateOnly? DayOf(string path) =>
        DateOnly.TryParseExact(Path.GetFileNameWithoutExtension(path)[Prefix.Length..], Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}
