using System.Globalization;
using System.Net.Http.Headers;

namespace Router.Api.Upstream;

/// <summary>Reads how long a provider asks to wait: <c>retry-after-ms</c> (milliseconds), else <c>retry-after</c> (seconds or a date).</summary>
internal static class RetryAfterReader
{
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (Number(headers, "retry-after-ms") is { } milliseconds)
        {
            return TimeSpan.FromMilliseconds(milliseconds);
        }

        if (Number(headers, "retry-after") is { } seconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return headers.RetryAfter?.Date is { } date && date > now ? date - now : null;
    }

    private static double? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values)
        && double.TryParse(values.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number <= 86_400_000
            ? number
            : null;
}
