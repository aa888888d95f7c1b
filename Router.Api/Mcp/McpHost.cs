using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Router.Api.Hosting;
using Router.Api.Status;

namespace Router.Api.Mcp;

/// <summary>The MCP server: one tool, over a pair of streams.</summary>
internal static class McpHost
{
    /// <summary>Runs until the client closes its end.</summary>
    /// <param name="input">What the client says.</param>
    /// <param name="output">What it hears.</param>
    /// <param name="find">Finds the gateway.</param>
    /// <param name="cancellation">Ends the server.</param>
    public static async Task RunAsync(Stream input, Stream output, Func<StatusTarget> find, CancellationToken cancellation)
    {
        // The server gives up what it works on when its input ends; a script that closes it right after its requests waits for their answers.
        var open = new OpenRequests();
        await using var heard = new WatchedLines(input, open.HearClient, open.WaitForAnswersAsync);
        await using var said = new WatchedLines(output, open.HearServer);
        await using var transport = new StreamServerTransport(heard, said, "router");
        await using McpServer server = McpServer.Create(transport, new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "router", Version = RouterVersion.Text }, ToolCollection = [StatusTool.Create(find)],
        });
        await server.RunAsync(cancellation);
    }
}
