using Router.Api.Hosting;

namespace Router.Fleet.Hosting;

/// <summary>What a node's program says of itself. A node has no commands: those of <c>router</c> ask it.</summary>
internal static class NodeUsage
{
    private const string Text = """
        Router.Fleet: a node of a fleet (front door, silo, Redis). It is told everything by environment variables:

          ConnectionStrings__state   the Redis that keeps all state, host:port,password=…
          ConnectionStrings__cache   the Redis of the response cache; without it each node keeps answers for itself
          ROUTER_MASTER_KEY          the same on all nodes
          ROUTER_ADMIN_KEY           the same on all nodes
          ROUTER_CONFIG, ROUTER_LISTEN, ROUTER_STATE
                                     router.json, where the door listens, a folder: as on a single machine
          Orleans__Endpoints__SiloPort, …__GatewayPort, …__AdvertisedIPAddress
                                     where other nodes reach it: 11111, 30000, the host's own address
          Fleet__DrainWait, Fleet__DrainLimit
                                     how long it stays open, and streams may go on, when it is told to stop: 00:00:05, 00:01:00

        All of them, and what each failure does: docs/fleet.md. Ask a node by the commands of `router`, for example
        router status --url http://127.0.0.1:8787
        """;

    /// <summary>Answers <c>--help</c> and <c>--version</c>.</summary>
    /// <returns>Whether that was asked, and nothing is to be started.</returns>
    public static bool Answer(string[] args, OperatorConsole console)
    {
        if (args.Contains("--version", StringComparer.Ordinal))
        {
            console.Out.WriteLine(RouterVersion.Text);
            return true;
        }

        if (args.Any(static word => word is "--help" or "-h" or "-?"))
        {
            console.Out.WriteLine(Text);
            return true;
        }

        return false;
    }
}
