namespace Router.Api.Telemetry.Scrape;

/// <summary>
/// Names as Prometheus wants them, by OpenTelemetry's own rules, so that a scrape and a collector that got OTLP show the same series: dots become underscores,
/// the unit follows, then <c>_total</c> for what only rises.
/// </summary>
internal static class PrometheusNames
{
    public static string Of(string name, string? unit, bool rises)
    {
        string plain = Label(name);
        string suffix = unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" }; // {message} and the like are notes, no units
        return $"{plain}{(plain.EndsWith(suffix, StringComparison.Ordinal) ? "" : suffix)}{(rises ? "_total" : "")}";
    }

    public static string Label(string name) => string.Concat(name.Select(static (character, index) =>
        char.IsAsciiLetter(character) || character == '_' || (char.IsAsciiDigit(character) && index > 0) ? character : '_'));
}
