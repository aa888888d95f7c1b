namespace Router.Api.Telemetry;

/// <summary>Text from outside on its way into a log.</summary>
internal static class LogText
{
    /// <summary>Control characters, line ends among them, become spaces, so that nobody's text can forge a line.</summary>
    public static string OneLine(string text) =>
        text.Any(char.IsControl) ? string.Create(text.Length, text, static (span, source) =>
        {
            for (int index = 0; index < span.Length; index++)
            {
                span[index] = char.IsControl(source[index]) ? ' ' : source[index];
            }
        }) : text;

    /// <summary>A provider's words for the log: one line, at most 300 characters, and none of the secrets that were sent.</summary>
    public static string OfProvider(string text, string? secret)
    {
        const int Longest = 300;
        string masked = secret is { Length: > 0 } ? text.Replace(secret, "(secret)", StringComparison.Ordinal) : text;
        return OneLine(masked.Length > Longest ? $"{masked[..Longest]}…" : masked);
    }
}
