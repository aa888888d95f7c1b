using System.CommandLine;
using System.CommandLine.Invocation;
using Router.Api.Hosting;
using Router.Core.Configuration;

namespace Router.Api.CommandLine;

/// <summary>The command line: <c>router [run] [--config FILE] [--urls URLS]</c> and the commands beside it, a class each.</summary>
internal static class RouterCommand
{
    private const string Run = "run";

    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code; 2 for a command line that can't be understood.</returns>
    public static async Task<int> InvokeAsync(string[] args, OperatorConsole console)
    {
        ParseResult parsed = Create(console).Parse(args);
        if (parsed.Action is ParseErrorAction wrong)
        {
            wrong.ShowHelp = false; // it would push what is wrong off the screen
        }

        // The gateway hears of Ctrl-C itself and lets streams end, without a limit of the command line's own; the others are told.
        TimeSpan? limit = parsed.CommandResult.Command is RootCommand or { Name: Run } ? null : TimeSpan.FromSeconds(2);
        int code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = limit, Output = console.Out, Error = console.Error });
        return parsed.Errors.Count > 0 ? StartException.Misconfigured : code;
    }

    private static RootCommand Create(OperatorConsole console)
    {
        var config = new Option<FileInfo?>("--config") { Description = "The configuration file (default: router.json in this folder).", HelpName = "FILE" };
        var urls = new Option<string?>("--urls") { Description = $"Where to listen, for example {RouterConfig.DefaultListen}; several with \";\".", HelpName = "URLS" };
        var one = new OneProviderOptions();
        var run = new Command(Run, "Run the gateway (default).") { config, urls };
        var root = new RootCommand("Router: one gateway between Claude Code and the models that your team pays for.")
        {
            config, urls, run, DoctorCommand.Create(config, console), StatusCommand.Create(config, console), KeysCommand.Create(config, console), CacheCommand.Create(config, console), ConfigCommand.Create(config, console), MigrateCommand.Create(config, console),
            DemoDataCommand.Create(console), ImportCommand.Create(console), EnvCommand.Create(config, console), LogsCommand.Create(config, console), ServiceCommand.Create(config, console),
            McpCommand.Create(config), CompletionCommand.Create(console),
        };
        foreach (Command start in (ReadOnlySpan<Command>)[root, run])
        {
            one.AddTo(start);
            start.SetAction((parsed, cancellation) => SingleMachineHost.RunAsync(one.Apply(parsed, Options(parsed, config, urls)), console, cancellation));
        }

        foreach (Command command in new ProcessCommands(config, urls, one, console).Create())
        {
            root.Add(command);
        }

        return root;
    }

    /// <summary>What a command line says of the start, for every command that reads the configuration.</summary>
    public static StartOptions Options(ParseResult parsed, Option<FileInfo?> config, Option<string?>? urls = null) => new()
    {
        Folder = Directory.GetCurrentDirectory(),
        ConfigFile = parsed.GetValue(config)?.FullName,
        Urls = urls is null ? null : parsed.GetValue(urls),
        Environment = RouterEnvironment.OfProcess(),
    };
}
