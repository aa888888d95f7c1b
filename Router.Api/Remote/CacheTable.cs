using System.Globalization;
using System.Text.Json;
using Router.Api.CommandLine;
using Spectre.Console;

namespace Router.Api.Remote;

/// <summary>How the response cache does, for people.</summary>
internal static class CacheTable
{
    private static readonly string[] Numbers = ["entries", "bytes", "hits", "misses", "joined", "stored", "saved_usd"];

    public static void Write(IAnsiConsole console, JsonElement report)
    {
        // The model first: where there is no room for a table, it heads the block of its numbers.
        var table = new FittingTable(["model", "tenant", .. Numbers.Select(column => column.Replace("_usd", " $", StringComparison.Ordinal))]) { NumbersFrom = 2 };
        JsonElement rows = report.GetProperty("data");
        foreach (JsonElement row in rows.EnumerateArray())
        {
            table.Add([row.GetProperty("model").GetString()!, row.GetProperty("tenant").GetString()!, .. Cells(row)]);
        }

        if (rows.GetArrayLength() != 1)
        {
            table.Add(["(all)", "", .. Cells(report)]);
        }

        console.Write(new Text($"cache: {report.GetProperty("mode")}"));
        console.WriteLine();
        console.WriteLine();
        table.Write(console);
    }

    private static IEnumerable<FittingCell> Cells(JsonElement row) => Numbers.Select(column => new FittingCell(row.GetProperty(column).GetDecimal().ToString(
        column == "saved_usd" ? "0.00####" : "#,0", CultureInfo.InvariantCulture)));
}
