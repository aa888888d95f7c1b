using System.CommandLine;
using Router.Api.Hosting;
using Router.Api.Remote;
using Router.Api.Status;

namespace Router.Api.CommandLine;

/// <summary><c>router config push [FILE] [--if-version N] | check [FILE] | show  [--url URL] [--config FILE] [--json]</c></summary>
internal static class ConfigCommand
{
    public static Command Create(Option<FileInfo?> config, OperatorConsole console)
    {
        var url = new Option<string?>("--url") { Description = "The gateway to ask (default: where the configuration lets it listen).", HelpName = "URL" };
        var json = new Option<bool>("--json") { Description = "Write the gateway's answer as JSON." };
        var file = new Argument<FileInfo?>("FILE") { Description = "The file (default: router.json in this folder).", Arity = ArgumentArity.ZeroOrOne };
        var version = new Option<long?>("--if-version") { Description = "Only if this version is in force; that of the last push, for example.", HelpName = "N", CustomParser = static result => PlainNumber.Read(result, "a version", 0, long.MaxValue) };

        Command Leaf(string name, string description, Func<ParseResult, ConfigCalls, Task> run, params Symbol[] symbols)
        {
            var leaf = new Command(name, description) { url, json, config };
            foreach (Symbol symbol in symbols)
            {
                if (symbol is Argument argument)
                {
                    leaf.Add(argument);
                }
                else
                {
                    leaf.Add((Option)symbol);
                }
            }

            leaf.SetAction((parsed, cancellation) => RunAsync(
                RouterCommand.Options(parsed, config), parsed.GetValue(url), parsed.GetValue(json), console, calls => run(parsed, calls), cancellation));
            return leaf;
        }

        return new Command("config", "See, check and push the configuration of a running gateway. Exit code 0: done, 1: refused or no answer, 2: wrong usage or configuration.")
        {
            Leaf("push", "Put a file in force on all nodes of a fleet.", async (parsed, calls) => await calls.PushAsync(Read(parsed.GetValue(file)), parsed.GetValue(version)), file, version),
            Leaf("check", "Have a file checked; nothing is changed.", async (parsed, calls) => await calls.CheckAsync(Read(parsed.GetValue(file))), file),
            Leaf("show", "What is in force, without secrets.", static (_, calls) => calls.ShowAsync()),
        };
    }

    /// <summary>Finds the gateway and does it.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(StartOptions options, string? url, bool json, OperatorConsole console, Func<ConfigCalls, Task> run, CancellationToken cancellation)
    {
        try
        {
            using var gateway = new GatewayAdmin(StatusTarget.Find(options, url, console.Error));
            await run(new ConfigCalls(gateway, console, json, cancellation));
            return 0;
        }
        catch (StartException exception)
        {
            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return exception.ExitCode;
        }
    }

    private static byte[] Read(FileInfo? file)
    {
        string path = file?.FullName ?? Path.GetFullPath("router.json");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{path} can't be read: {exception.Message}", StartException.Misconfigured);
        }
    }
}
