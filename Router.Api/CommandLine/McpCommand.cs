using System.CommandLine;
using Router.Api.Hosting;
using Router.Api.Mcp;
using Router.Api.Status;

namespace Router.Api.CommandLine;

/// <summary><c>router mcp [--url URL] [--config FILE]</c></summary>
internal static class McpCommand
{
    public static Command Create(Option<FileInfo?> config)
    {
        var url = new Option<string?>("--url") { Description = "The gateway to ask (default: where the configuration lets it listen).", HelpName = "URL" };
        var command = new Command("mcp", $"Serve MCP over standard input and output, with the read-only tool {StatusTool.Name}. Exit code 0: the client went, 2: wrong usage.") { url, config };
        command.SetAction((parsed, cancellation) =>
        {
            StartOptions options = RouterCommand.Options(parsed, config);
            string? address = parsed.GetValue(url);
            return RunAsync(() => StatusTarget.Find(options, address, Console.Error), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(Func<StatusTarget> find, CancellationToken cancellation)
    {
        try
        {
            await McpHost.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), find, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl-C is an end like the client's.
        }

        return 0;
    }
}
