using System.Globalization;
using System.Net.Http.Headers;

namespace Router.Api.Upstream.Failures;

/// <summary>Reads how long a provider asks to wait: <c>retry-after-ms</c> (milliseconds), else <c>retry-after</c> (seconds or a date).</summary>
internal static class RetryAfterReader
{
    /// <summary>Whoever asks for more is not waited for anyway.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (Number(headers, "retry-after-ms") is { } milliseconds)
        {
            return Clamp(milliseconds / 1000);
        }

        if (Number(headers, "retry-after") is { } seconds)
        {
            return Clamp(seconds);
        }

        return headers.RetryAfter?.Date is { } date && date > now ? Clamp((date - now).TotalSeconds) : null;
    }

    private static TimeSpan Clamp(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));

    private static double? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values)
        && double.TryParse(values.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? number
            : null;
}
