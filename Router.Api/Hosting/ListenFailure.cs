using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Router.Api.Hosting;

/// <summary>A door that can't be opened, in words for the operator.</summary>
internal static class ListenFailure
{
    /// <summary>What to do.</summary>
    /// <param name="exception">What the server threw at its start.</param>
    /// <param name="listen">The addresses that were asked for.</param>
    public static StartException Explain(Exception exception, IEnumerable<string> listen)
    {
        string addresses = string.Join(" or ", listen);
        return new StartException(exception switch
        {
            { InnerException: AddressInUseException } =>
                $"{addresses} is in use by another program. Stop it, or listen elsewhere: --urls http://127.0.0.1:8788, ROUTER_LISTEN or \"listen\" in router.json.",
            SocketException => $"Can't listen on {addresses}: {exception.Message}. Choose an address of this machine with --urls, ROUTER_LISTEN or \"listen\" in router.json.",
            _ => $"Can't start: {exception.Message}",
        });
    }
}
