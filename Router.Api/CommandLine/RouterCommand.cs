using System.CommandLine;
using Router.Api.Hosting;
using Router.Core.Configuration;

namespace Router.Api.CommandLine;

/// <summary>The command line: <c>router [run] [--config FILE] [--urls URLS]</c>.</summary>
internal static class RouterCommand
{
    public static RootCommand Create()
    {
        var config = new Option<FileInfo?>("--config") { Description = "The configuration file (default: router.json in this folder).", HelpName = "FILE" };
        var urls = new Option<string?>("--urls") { Description = $"Where to listen, for example {RouterConfig.DefaultListen}; several with \";\".", HelpName = "URLS" };
        var run = new Command("run", "Run the gateway (default).") { config, urls };
        var root = new RootCommand("Router: one gateway between Claude Code and the models that your team pays for.") { config, urls, run };
        root.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(config), parsed.GetValue(urls), cancellation));
        run.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(config), parsed.GetValue(urls), cancellation));
        return root;
    }

    private static Task<int> RunAsync(FileInfo? config, string? urls, CancellationToken cancellation) =>
        SingleMachineHost.RunAsync(
            new StartOptions
            {
                Folder = Directory.GetCurrentDirectory(),
                ConfigFile = config?.FullName,
                Urls = urls,
                Environment = RouterEnvironment.OfProcess(),
            },
            OperatorConsole.OfProcess(),
            cancellation);
}
