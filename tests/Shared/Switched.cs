using System.Text.Json.Nodes;
using Router.Api.CommandLine;
using Router.Api.Hosting;
using Xunit;

namespace Router.Tests;

/// <summary>A folder with an earlier proxy's files and the <c>router.json</c> that <c>router import</c> made of them.</summary>
/// <param name="Config">What was written.</param>
/// <param name="Exports">The variables that the import asks for, in its order.</param>
/// <param name="Told">What else it tells, as "place: sentence".</param>
internal sealed record Switched(string Config, IReadOnlyList<string> Exports, IReadOnlyList<string> Told)
{
    /// <summary>Runs the command as a user does, in a folder that has no router.json yet.</summary>
    public static async Task<Switched> ImportAsync(string folder, EarlierSystem system)
    {
        foreach ((string name, string text) in system.Files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        }

        string config = Path.Combine(folder, "router.json");
        var output = new StringWriter();
        var error = new StringWriter();
        int code = await RouterCommand.InvokeAsync(
            ["import", .. system.Files.Select(file => Path.Combine(folder, file.Name)), "--output", config, "--json"], new OperatorConsole(output, error, IsTerminal: false));
        Assert.True(code == 0, $"exit code {code}: {error}");
        JsonNode[] notes = [.. JsonNode.Parse(output.ToString())!["notes"]!.AsArray().Select(note => note!)];
        ILookup<bool, JsonNode> isExport = notes.ToLookup(note => ((string)note["text"]!).StartsWith("export ", StringComparison.Ordinal));
        return new Switched(
            await File.ReadAllTextAsync(config),
            [.. isExport[true].Select(note => ((string)note["text"]!)["export ".Length..].Split('=')[0])],
            [.. isExport[false].Select(note => $"{note["origin"]}: {note["text"]}")]);
    }
}
