using System.Buffers;
using System.Globalization;

namespace Router.Core.Admission.Hints;

/// <summary>
/// Reads how long until a limit resets, in every spelling that providers use: <c>2026-11-21T08:00:00Z</c> (Anthropic), <c>6m0s</c>, <c>120ms</c>,
/// <c>2m59.56s</c> (OpenAI, Groq), <c>34s</c> (Gemini's RetryInfo), <c>17</c> (Azure: seconds), <c>1795248000</c> and <c>1795248000000</c>
/// (seconds and milliseconds since 1970).
/// </summary>
public static class ResetText
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>Nobody waits longer, and no sum below overflows.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>The time until then, 0 to 31 days; null when the text says none.</summary>
    /// <param name="text">The header's value.</param>
    /// <param name="now">The time.</param>
    public static TimeSpan? Read(string? text, DateTimeOffset now)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            return null;
        }

        if (TryNumber(rest, out double number))
        {
            return number switch
            {
                > 1e11 => Clamp(number / 1000 - now.ToUnixTimeMilliseconds() / 1000.0),
                > 1e9 => Clamp(number - now.ToUnixTimeMilliseconds() / 1000.0),
                _ => Clamp(number),
            };
        }

        return Duration(rest)
            ?? (DateTimeOffset.TryParse(rest, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? Clamp((time - now).TotalSeconds) : null);
    }

    /// <summary>Numbers with units, such as <c>1h2m3.5s</c>.</summary>
    private static TimeSpan? Duration(ReadOnlySpan<char> rest)
    {
        double seconds = 0;
        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExcept(Digits);
            if (digits <= 0 || !TryNumber(rest[..digits], out double number))
            {
                return null;
            }

            int next = rest[digits..].IndexOfAny(Digits);
            ReadOnlySpan<char> unit = next < 0 ? rest[digits..] : rest.Slice(digits, next);
            double? factor = unit switch { "ms" => 0.001, "s" => 1, "m" => 60, "h" => 3600, "d" => 86400, "us" or "µs" => 1e-6, "ns" => 1e-9, _ => null };
            if (factor is null)
            {
                return null;
            }

            seconds += number * factor.Value;
            rest = next < 0 ? [] : rest[(digits + next)..];
        }

        return Clamp(seconds);
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) && double.IsFinite(number); // "NaN" is a number to the parser

    private static TimeSpan Clamp(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));
}
