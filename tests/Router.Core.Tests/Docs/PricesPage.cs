using System.Globalization;
using Router.Core.Spend.Pricing;

namespace Router.Core.Tests.Docs;

/// <summary>The table of docs/prices.md as the built-in prices have it.</summary>
internal static class PricesPage
{
    public static string Prices() => string.Join('\n', PriceTable.BuiltIn.Prices.SelectMany(Rows).Prepend("|---|---|---|---|---|---|---|---|").Prepend(
        "| presets | model | input | output | cache read | cache write 5 min | 1 h | source |"));

    public static string Unknown()
    {
        PriceEntry unknown = PriceTable.BuiltIn.Unknown;
        return $"input {Usd(unknown.Input)}, output {Usd(unknown.Output)}, cache read {Usd(unknown.CacheRead)}, cache write {Usd(unknown.CacheWrite5m)} (5 min) and {Usd(unknown.CacheWrite1h)} (1 h)";
    }

    private static IEnumerable<string> Rows(PriceEntry entry)
    {
        string presets = string.Join(", ", entry.Providers.Select(preset => $"`{preset}`"));
        yield return $"| {presets} | `{entry.Model}` | {Usd(entry.Input)} | {Usd(entry.Output)} | {Usd(entry.CacheRead)} | {Usd(entry.CacheWrite5m)} | {Usd(entry.CacheWrite1h)} | {Source(entry)} |";
        if (entry.Above is { } above)
        {
            yield return $"| | … input over {above.Tokens.ToString("#,0", CultureInfo.InvariantCulture)} | {Usd(above.Input)} | {Usd(above.Output)} | {Usd(above.CacheRead)} | {Usd(above.CacheWrite5m)} | {Usd(above.CacheWrite1h)} | |";
        }
    }

    private static string Source(PriceEntry entry) => $"[{new Uri(entry.Source).Host}]({entry.Source}), {entry.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static string Usd(decimal usd) => usd.ToString("0.######", CultureInfo.InvariantCulture);
}
