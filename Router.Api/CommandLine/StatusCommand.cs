using System.CommandLine;
using Router.Api.Hosting;
using Router.Api.Status;

namespace Router.Api.CommandLine;

/// <summary><c>router status [--url URL] [--config FILE] [--json]</c></summary>
internal static class StatusCommand
{
    public static Command Create(Option<FileInfo?> config, OperatorConsole console)
    {
        var url = new Option<string?>("--url") { Description = "The gateway to ask (default: where the configuration lets it listen).", HelpName = "URL" };
        var json = new Option<bool>("--json") { Description = "Write the gateway's answer as JSON." };
        var command = new Command("status", "Ask a running gateway how it is. Exit code 0: it runs, 1: it does not answer, 2: wrong usage or configuration.") { url, config, json };
        command.SetAction((parsed, cancellation) => RunAsync(RouterCommand.Options(parsed, config), parsed.GetValue(url), parsed.GetValue(json), console, cancellation));
        return command;
    }

    /// <summary>Asks and tells.</summary>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(StartOptions options, string? url, bool json, OperatorConsole console, CancellationToken cancellation)
    {
        try
        {
            StatusTarget target = StatusTarget.Find(options, url, console.Error);
            using GatewayStatus status = await GatewayStatus.AskAsync(target, cancellation);
            if (json)
            {
                await console.Out.WriteLineAsync(status.Json);
            }
            else
            {
                StatusTable.Write(Terminals.For(console, options.Environment), target.Address, status);
            }

            if (!status.HasDetails)
            {
                await console.Error.WriteLineAsync(
                    target.Key is null
                        ? "No key was found, so only the status is told. Set ROUTER_ADMIN_KEY, or start this in the folder of the gateway's router.json."
                        : "The key that was found is not valid there, so only the status is told. Set ROUTER_ADMIN_KEY to that gateway's admin key.");
            }

            return 0;
        }
        catch (StartException exception)
        {
            if (json)
            {
                await console.Out.WriteLineAsync(GatewayStatus.JsonOf(exception));
            }

            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return exception.ExitCode;
        }
    }
}
