using System.CommandLine;
using System.Text.Json;
using Router.Api.Hosting;
using Router.Api.Import;

namespace Router.Api.CommandLine;

/// <summary><c>router import FILE… [--output router.json] [--force] [--json]</c></summary>
internal static class ImportCommand
{
    /// <summary>Nothing was written.</summary>
    private const int NotWritten = 1;

    public static Command Create(OperatorConsole console)
    {
        var files = new Argument<string[]>("FILE") { Description = ".env files, a models.yaml, a cc-proxy.json, a claude-code-router config.json.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "The file to write (default: router.json in this folder).", HelpName = "FILE", DefaultValueFactory = static _ => "router.json" };
        var force = new Option<bool>("--force") { Description = "Overwrite the file without asking." };
        var json = new Option<bool>("--json") { Description = "Write what was found as JSON." };
        var command = new Command("import", "Turn another proxy's configuration into router.json. Exit code 0: written, or nothing to change, 1: not written, 2: wrong usage or a file that can't be understood.")
        {
            files, output, force, json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(files)!, Path.GetFullPath(parsed.GetValue(output)!), parsed.GetValue(force), parsed.GetValue(json), console, cancellation));
        return command;
    }

    /// <summary>Imports, shows, asks and writes.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(string[] files, string output, bool force, bool json, OperatorConsole console, CancellationToken cancellation)
    {
        try
        {
            var sources = new List<SourceFile>();
            foreach (string file in files)
            {
                if (Directory.Exists(file))
                {
                    throw new ImportException($"{file} is a folder; name the file in it, such as {Path.Combine(file, ".env")}.");
                }

                sources.Add(new SourceFile(Path.GetFileName(file), await File.ReadAllTextAsync(file, cancellation)));
            }

            ImportResult result = Importer.Import(sources, File.Exists(Path.Combine(Path.GetDirectoryName(output) ?? "", "router.schema.json")));
            bool exists = File.Exists(output);
            string before = exists ? await File.ReadAllTextAsync(output, cancellation) : "";
            IReadOnlyList<string> diff = LineDiff.Between(before, result.Text, SecretMask.Of(before));
            if (!json)
            {
                await ImportText.WriteAsync(console.Out, output, exists, diff, result.Notes);
            }

            bool write = diff.Count > 0 && (!exists || force || (!json && await AgreesAsync(console, output, cancellation)));
            if (write)
            {
                await File.WriteAllTextAsync(output, result.Text, cancellation);
            }

            if (json)
            {
                await console.Out.WriteLineAsync(JsonSerializer.Serialize(new ImportReport(output, write, result.Text, diff, result.Notes), ImportJson.Readable.ImportReport));
            }

            return await TellAsync(console, output, write, diff.Count == 0, json);
        }
        catch (Exception exception) when (exception is ImportException or IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return StartException.Misconfigured;
        }
    }

    private static async Task<bool> AgreesAsync(OperatorConsole console, string output, CancellationToken cancellation)
    {
        if (!console.IsTerminal)
        {
            return false;
        }

        await console.Out.WriteAsync($"Overwrite {output}? [y/N] ");
        await console.Out.FlushAsync(cancellation);
        return (await console.In.ReadLineAsync(cancellation))?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    private static async Task<int> TellAsync(OperatorConsole console, string output, bool written, bool same, bool json)
    {
        if (!written && !same)
        {
            await console.Error.WriteLineAsync($"router: {output} is there already and was left as it is. Overwrite it with --force, or name another file with --output.");
            return NotWritten;
        }

        if (!json)
        {
            await console.Out.WriteLineAsync(same ? $"{output} says this already." : $"Wrote {output}. Look at it with \"router doctor\", start with \"router\".");
        }

        return 0;
    }
}
