using System.CommandLine;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.Migration;
using Router.Api.Remote;
using Router.Api.Status;
using Router.Core.Configuration;

namespace Router.Api.CommandLine;

/// <summary><c>router migrate --from FOLDER --to URL [--config FILE]</c></summary>
internal static class MigrateCommand
{
    public static Command Create(Option<FileInfo?> config, OperatorConsole console)
    {
        var from = new Option<string>("--from") { Description = "The state folder of the gateway that is alone; it must be stopped.", HelpName = "FOLDER", Required = true };
        var to = new Option<string>("--to") { Description = "A node of the fleet, or what stands before them.", HelpName = "URL", Required = true };
        var command = new Command("migrate", "Bring a single machine's state and router.json to a fleet; may be done again. Exit code 0: all is there, 1: refused, no answer, or something was left out, 2: wrong usage or configuration.")
        {
            from, to, config,
        };
        command.SetAction((parsed, cancellation) => RunAsync(RouterCommand.Options(parsed, config), parsed.GetValue(from)!, parsed.GetValue(to)!, console, cancellation));
        return command;
    }

    /// <summary>Moves.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(StartOptions options, string from, string to, OperatorConsole console, CancellationToken cancellation)
    {
        try
        {
            ConfigSource source = ConfigSource.Find(options);
            RouterConfig config = source.LoadAtStart(out _);
            await using MigrationSource folder = MigrationSource.Open(options, source, config, from);
            using var gateway = new GatewayAdmin(StatusTarget.Find(options, to, console.Error, "--to"), "Name a node of the fleet that runs, or what stands before the nodes, with --to.");
            return await new MigrationRun(gateway, console, cancellation).RunAsync(folder, source) ? 0 : 1;
        }
        catch (StartException exception)
        {
            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return exception.ExitCode;
        }
    }
}
