using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Router.Api.Upstream.Chat;

/// <summary>
/// Says <c>x-ratelimit-{limit,remaining,reset}-{requests,tokens}</c> in Anthropic's names where the numbers are real. A reset is a span as
/// OpenAI writes it (<c>1s</c>, <c>6m0s</c>, <c>120ms</c>) or whole seconds (Azure); Anthropic's is a moment.
/// </summary>
internal static partial class RateLimitHeaders
{
    private static readonly string[] Kinds = ["requests", "tokens"];

    public static IEnumerable<KeyValuePair<string, string>> Translate(HttpResponseHeaders headers, DateTimeOffset now)
    {
        foreach (string kind in Kinds)
        {
            if (Count(headers, $"x-ratelimit-limit-{kind}") is > 0 and var limit)
            {
                yield return new($"anthropic-ratelimit-{kind}-limit", limit.ToString(CultureInfo.InvariantCulture));
            }

            if (Count(headers, $"x-ratelimit-remaining-{kind}") is >= 0 and var remaining)
            {
                yield return new($"anthropic-ratelimit-{kind}-remaining", remaining.ToString(CultureInfo.InvariantCulture));
            }

            if (Span(Value(headers, $"x-ratelimit-reset-{kind}")) is { } reset)
            {
                yield return new($"anthropic-ratelimit-{kind}-reset", (now + reset).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            }
        }
    }

    private static string? Value(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out IEnumerable<string>? values) ? values.First() : null;

    private static long? Count(HttpResponseHeaders headers, string name) =>
        long.TryParse(Value(headers, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long count) ? count : null;

    private static TimeSpan? Span(string? text)
    {
        if (text is null || SpanParts().Match(text) is not { Success: true } match)
        {
            return null;
        }

        double seconds = (Part(match, "hours") * 3600) + (Part(match, "minutes") * 60) + Part(match, "seconds") + Part(match, "bare") + (Part(match, "milliseconds") / 1000);
        return seconds is > 0 and <= 86_400 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double Part(Match match, string group) => match.Groups[group] is { Success: true } found ? double.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^((?<bare>\d{1,6})|((?<hours>\d{1,4})h)?((?<minutes>\d{1,4})m)?((?<seconds>\d{1,6}(\.\d{1,9})?)s)?((?<milliseconds>\d{1,9}(\.\d{1,9})?)ms)?)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 200)]
    private static partial Regex SpanParts();
}
