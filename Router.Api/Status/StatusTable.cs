using System.Globalization;
using System.Text.Json;
using Router.Api.CommandLine;
using Spectre.Console;

namespace Router.Api.Status;

/// <summary>A gateway's status for people.</summary>
internal static class StatusTable
{
    public static void Write(IAnsiConsole console, Uri address, GatewayStatus status)
    {
        JsonElement root = status.Root;
        console.Write(new Text($"{address.GetLeftPart(UriPartial.Authority)}: {Text(root, "status")}", new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        if (!status.HasDetails)
        {
            return;
        }

        console.Write(new Text($"Router {Text(root, "version")}, up {Uptime(root)}, configuration {Text(root, "configuration")}"));
        console.WriteLine();
        console.WriteLine();
        var providers = new FittingTable("provider", "style", "key", "status", "answers", "failures", "last error") { Sentences = 6 };
        foreach (JsonElement provider in root.GetProperty("providers").EnumerateArray())
        {
            string state = Text(provider, "status");
            providers.Add(
                Text(provider, "name"),
                Text(provider, "style"),
                provider.TryGetProperty("hasApiKey", out JsonElement has) && has.ValueKind == JsonValueKind.True ? "yes" : "no",
                new FittingCell(state, state == "failing" ? new Style(Color.Red) : state == "ok" ? new Style(Color.Green) : new Style(Color.Grey)),
                Text(provider, "answers"),
                Text(provider, "failures"),
                Text(provider, "lastError"));
        }

        providers.Write(console);
        WriteProblems(console, root);
    }

    private static void WriteProblems(IAnsiConsole console, JsonElement root)
    {
        foreach (JsonElement problem in root.TryGetProperty("problems", out JsonElement problems) ? problems.EnumerateArray() : [])
        {
            console.Write(new Text(problem.ToString(), new Style(Color.Red)));
            console.WriteLine();
        }
    }

    private static string Text(JsonElement owner, string name) => owner.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";

    private static string Uptime(JsonElement root)
    {
        var time = TimeSpan.FromSeconds(root.TryGetProperty("uptimeSeconds", out JsonElement seconds) && seconds.TryGetInt64(out long known) ? known : 0);
        return time switch
        {
            { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} d {time.Hours} h"),
            { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Hours} h {time.Minutes} min"),
            { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s"),
        };
    }
}
