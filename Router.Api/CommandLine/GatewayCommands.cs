using System.CommandLine;
using Router.Api.Hosting;
using Router.Api.Remote;
using Router.Api.Status;

namespace Router.Api.CommandLine;

/// <summary>Makes commands that ask a running gateway: the options that they share, how it is found, how a failure is told.</summary>
/// <param name="config">The option that names router.json.</param>
/// <param name="console">Where it is told.</param>
/// <param name="make">Makes what a command works with.</param>
internal sealed class GatewayCommands<TCalls>(Option<FileInfo?> config, OperatorConsole console, Func<GatewayCall, TCalls> make)
{
    private readonly Option<string?> _url = new("--url") { Description = "The gateway to ask (default: where the configuration lets it listen).", HelpName = "URL" };
    private readonly Option<bool> _json = new("--json") { Description = "Write the gateway's answer as JSON." };

    /// <summary>Makes a command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="run">Does it.</param>
    /// <param name="symbols">Its own arguments and options.</param>
    public Command Make(string name, string description, Func<ParseResult, TCalls, Task> run, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (Symbol symbol in (Symbol[])[.. symbols, _url, _json, config])
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction((parsed, cancellation) => RunAsync(parsed, run, cancellation));
        return command;
    }

    /// <summary>Finds the gateway and does it.</summary>
    /// <returns>The exit code.</returns>
    private async Task<int> RunAsync(ParseResult parsed, Func<ParseResult, TCalls, Task> run, CancellationToken cancellation)
    {
        try
        {
            StartOptions options = RouterCommand.Options(parsed, config);
            using var gateway = new GatewayAdmin(StatusTarget.Find(options, parsed.GetValue(_url), console.Error));
            await run(parsed, make(new GatewayCall(gateway, options, parsed, parsed.GetValue(_json), cancellation)));
            return 0;
        }
        catch (StartException exception)
        {
            await console.Error.WriteLineAsync($"router: {exception.Message}");
            return exception.ExitCode;
        }
    }
}
