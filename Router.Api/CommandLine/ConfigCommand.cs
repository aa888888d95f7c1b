using System.CommandLine;
using Router.Api.Hosting;
using Router.Api.Remote;

namespace Router.Api.CommandLine;

/// <summary><c>router config push [FILE] [--if-version N] | check [FILE] | show  [--url URL] [--config FILE] [--json]</c></summary>
internal static class ConfigCommand
{
    public static Command Create(Option<FileInfo?> config, OperatorConsole console)
    {
        var commands = new GatewayCommands<ConfigCalls>(config, console, call => new ConfigCalls(call.Gateway, console, call.AsJson, call.Cancellation));
        var file = new Argument<FileInfo?>("FILE") { Description = "The file (default: router.json in this folder).", Arity = ArgumentArity.ZeroOrOne };
        var version = new Option<long?>("--if-version") { Description = "Only if this version is in force; that of the last push, for example.", HelpName = "N", CustomParser = static result => PlainNumber.Read(result, "a version", 0, long.MaxValue) };

        return new Command("config", "See, check and push the configuration of a running gateway. Exit code 0: done, 1: refused or no answer, 2: wrong usage or configuration.")
        {
            commands.Make("push", "Put a file in force on all nodes of a fleet.", async (parsed, calls) => await calls.PushAsync(Read(parsed.GetValue(file)), parsed.GetValue(version)), file, version),
            commands.Make("check", "Have a file checked; nothing is changed.", async (parsed, calls) => await calls.CheckAsync(Read(parsed.GetValue(file))), file),
            commands.Make("show", "What is in force, without secrets.", static (_, calls) => calls.ShowAsync()),
        };
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
