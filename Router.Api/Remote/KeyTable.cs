using System.Text.Json;
using Spectre.Console;

namespace Router.Api.Remote;

/// <summary>Keys for people.</summary>
internal static class KeyTable
{
    private static readonly string[] Columns = ["id", "user", "name", "status", "expires_at", "created_at"];

    public static void Write(IAnsiConsole console, IEnumerable<JsonElement> keys)
    {
        Table table = new Table().Border(TableBorder.None);
        foreach (string column in Columns)
        {
            table.AddColumn(new TableColumn(column.Replace("_at", "", StringComparison.Ordinal)).PadRight(2).NoWrap());
        }

        foreach (JsonElement key in keys)
        {
            table.AddRow(Columns.Select(column => new Text(Cell(key, column))));
        }

        console.Write(table);
    }

    private static string Text(JsonElement key, string name) => key.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";

    private static string Cell(JsonElement key, string column)
    {
        string text = Text(key, column);
        if (column == "status" && Text(key, "status_reason") is { Length: > 0 } reason)
        {
            return $"{text} ({reason})";
        }

        return column.EndsWith("_at", StringComparison.Ordinal) && text.Length > 16 ? text[..16].Replace('T', ' ') : text;
    }
}
