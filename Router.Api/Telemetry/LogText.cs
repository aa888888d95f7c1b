using System.Collections.Frozen;

namespace Router.Api.Telemetry;

/// <summary>Text from outside on its way into a log.</summary>
internal static class LogText
{
    private static readonly FrozenSet<string> Methods =
        FrozenSet.Create(StringComparer.Ordinal, "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /// <summary>Control characters, line ends among them, become spaces, so that nobody's text can forge a line.</summary>
    public static string OneLine(string text) =>
        text.Any(char.IsControl) ? string.Create(text.Length, text, static (span, source) =>
        {
            for (int index = 0; index < span.Length; index++)
            {
                span[index] = char.IsControl(source[index]) ? ' ' : source[index];
            }
        }) : text;

    /// <summary>A request's method: one of HTTP's own, or "other".</summary>
    public static string Method(string method) => Methods.Contains(method) ? method : "other";

    /// <summary>A request's path: at most 60 characters, only those of plain paths, and nothing that looks like a key.</summary>
    public static string Path(string path)
    {
        const int Longest = 60;
        string cut = path.Length > Longest ? path[..Longest] : path;
        return string.Join('/', cut.Split('/').Select(step => step.Contains("sk-", StringComparison.OrdinalIgnoreCase) ? "(key)" : Plain(step)));
    }

    private static string Plain(string text) => string.Concat(text.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':' ? character : '?'));

    /// <summary>A provider's words for the log: one line, at most 300 characters, and none of the secrets that were sent.</summary>
    public static string OfProvider(string text, string? secret)
    {
        const int Longest = 300;
        string masked = secret is { Length: > 0 } ? text.Replace(secret, "(secret)", StringComparison.Ordinal) : text;
        return OneLine(masked.Length > Longest ? $"{masked[..Longest]}…" : masked);
    }
}
