using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Router.Api.Remote;

/// <summary>How the response cache does, for people.</summary>
internal static class CacheTable
{
    private static readonly string[] Numbers = ["entries", "bytes", "hits", "misses", "joined", "stored", "saved_usd"];

    public static void Write(IAnsiConsole console, JsonElement report)
    {
        Table table = new Table().Border(TableBorder.None);
        foreach (string column in (string[])["tenant", "model"])
        {
            table.AddColumn(new TableColumn(column).PadRight(2).NoWrap());
        }

        foreach (string column in Numbers)
        {
            table.AddColumn(new TableColumn(column.Replace("_usd", " $", StringComparison.Ordinal)).PadRight(2).NoWrap().RightAligned());
        }

        JsonElement rows = report.GetProperty("data");
        foreach (JsonElement row in rows.EnumerateArray())
        {
            table.AddRow([new Text(row.GetProperty("tenant").GetString()!), new Text(row.GetProperty("model").GetString()!), .. Cells(row)]);
        }

        if (rows.GetArrayLength() != 1)
        {
            table.AddRow([new Text("(all)"), new Text(""), .. Cells(report)]);
        }

        console.Write(new Text($"cache: {report.GetProperty("mode")}"));
        console.WriteLine();
        console.WriteLine();
        console.Write(table);
    }

    private static IEnumerable<Text> Cells(JsonElement row) => Numbers.Select(column => new Text(row.GetProperty(column).GetDecimal().ToString(
        column == "saved_usd" ? "0.00####" : "#,0", CultureInfo.InvariantCulture)));
}
