using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Router.Core.AdminContract.Checks;
using Router.Core.Configuration;

namespace Router.Api.Doctor.Setup;

/// <summary>Whether each address to listen on is free, or a gateway is there already.</summary>
internal static class ListenChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task<IEnumerable<Check>> RunAsync(IEnumerable<string> addresses, TimeProvider clock, CancellationToken cancellation)
    {
        List<Check> checks = [];
        foreach (string address in addresses)
        {
            checks.Add(await LookAsync(address, clock, cancellation));
        }

        return checks;
    }

    private static async Task<Check> LookAsync(string address, TimeProvider clock, CancellationToken cancellation)
    {
        if (!ListenAddress.TryParse(address, out string host, out int port) || port == 0)
        {
            return Check.Ok("listen", $"{address}: the system chooses a free port");
        }

        IPAddress ip = string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback : IPAddress.Parse(host.Trim('[', ']'));
        try
        {
            using var probe = new TcpListener(ip, port);
            probe.Start();
            return Check.Ok("listen", $"{address} is free");
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            bool everywhere = ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any);
            string reachable = new UriBuilder(Uri.UriSchemeHttp, everywhere ? "127.0.0.1" : host, port).Uri.ToString();
            return await IsGatewayAsync(reachable, clock, cancellation)
                ? Check.Ok("listen", $"{address}: a gateway is running there")
                : Check.Failed("listen", $"{address} is in use by another program", "stop it, or listen elsewhere: --urls, ROUTER_LISTEN or \"listen\"");
        }
        catch (SocketException exception)
        {
            return Check.Failed("listen", $"{address} can't be listened on: {exception.Message}", "choose an address of this machine with --urls, ROUTER_LISTEN or \"listen\"");
        }
    }

    private static async Task<bool> IsGatewayAsync(string address, TimeProvider clock, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        try
        {
            using JsonDocument answer = JsonDocument.Parse(await client.GetByteArrayAsync(address, either.Token));
            return answer.RootElement.TryGetProperty("service", out JsonElement service) && service.ValueEquals("router");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }
}
