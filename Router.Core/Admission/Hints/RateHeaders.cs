using System.Globalization;

namespace Router.Core.Admission.Hints;

/// <summary>
/// Reads rate-limit headers: <c>anthropic-ratelimit-{requests,tokens,input-tokens}-{limit,remaining,reset}</c> and, in the style of OpenAI,
/// <c>x-ratelimit-{limit,remaining,reset}-{requests,tokens}</c>. Values that make no sense (Azure sends -1 and resets of 0) count as not said.
/// </summary>
public static class RateHeaders
{
    /// <summary>Reads them.</summary>
    /// <param name="find">The value of a header by its name in lower case; null when absent.</param>
    /// <param name="now">The time.</param>
    public static ProviderReading Read(Func<string, string?> find, DateTimeOffset now)
    {
        // "tokens" is the most restrictive of Anthropic's limits in force; "input-tokens" is there where no total is.
        RateReading? Anthropic(string what) => Make(
            find($"anthropic-ratelimit-{what}-limit"), find($"anthropic-ratelimit-{what}-remaining"), find($"anthropic-ratelimit-{what}-reset"), now);
        RateReading? OpenAi(string what) => Make(
            find($"x-ratelimit-limit-{what}"), find($"x-ratelimit-remaining-{what}"), find($"x-ratelimit-reset-{what}"), now);
        return new ProviderReading(Anthropic("requests") ?? OpenAi("requests"), Anthropic("tokens") ?? Anthropic("input-tokens") ?? OpenAi("tokens"));
    }

    private static RateReading? Make(string? limit, string? remaining, string? reset, DateTimeOffset now) =>
        Number(remaining) is { } left && ResetText.Read(reset, now) is { } wait && wait > TimeSpan.Zero
            ? new RateReading(Number(limit) is > 0 and { } whole ? whole : null, left, wait)
            : null;

    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long number) ? number : null;
}
