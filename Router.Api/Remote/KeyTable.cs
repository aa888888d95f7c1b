using System.Text.Json;
using Router.Api.CommandLine;
using Spectre.Console;

namespace Router.Api.Remote;

/// <summary>Keys for people.</summary>
internal static class KeyTable
{
    private static readonly string[] Columns = ["id", "user", "name", "status", "expires_at", "created_at"];

    public static void Write(IAnsiConsole console, IEnumerable<JsonElement> keys)
    {
        var table = new FittingTable([.. Columns.Select(column => column.Replace("_at", "", StringComparison.Ordinal))]);
        foreach (JsonElement key in keys)
        {
            table.Add([.. Columns.Select(column => new FittingCell(Cell(key, column)))]);
        }

        table.Write(console);
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
