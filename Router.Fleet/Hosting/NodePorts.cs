using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Router.Api.Hosting;

namespace Router.Fleet.Hosting;

/// <summary>Where other nodes reach this one, by the settings of <c>Orleans:Endpoints</c>. Orleans takes what it can't read for not said, and its own default for it.</summary>
internal static class NodePorts
{
    private const string Section = "Orleans:Endpoints";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Looks at the settings.</summary>
    /// <param name="configuration">Where they are.</param>
    /// <param name="listen">The addresses of the door.</param>
    /// <exception cref="StartException">One is wrong: <see cref="StartException.Misconfigured"/>.</exception>
    public static void Check(IConfiguration configuration, IEnumerable<string> listen)
    {
        IConfigurationSection section = configuration.GetSection(Section);
        (int silo, int gateway) = (Port(section, "SiloPort", 1) ?? 11111, Port(section, "GatewayPort", 0) ?? 30000);
        if (silo == gateway)
        {
            throw Wrong("GatewayPort", $"is {silo.ToString(CultureInfo.InvariantCulture)}, as the silo port is; it must be another");
        }

        foreach ((string name, int port) in new[] { ("SiloPort", silo), ("GatewayPort", gateway) })
        {
            if (port != 0 && listen.FirstOrDefault(address => BindingAddress.Parse(address).Port == port) is { } door)
            {
                throw Wrong(name, $"is {port.ToString(CultureInfo.InvariantCulture)}, where the door listens ({door}); it must be another");
            }
        }

        foreach (string name in (string[])["SiloListeningEndpoint", "GatewayListeningEndpoint"])
        {
            if (section[name] is { Length: > 0 } end && !(IPEndPoint.TryParse(end, out IPEndPoint? parsedEnd) && parsedEnd.Port > 0))
            {
                throw Wrong(name, $"is \"{end}\"; it must be an address with a port, as 0.0.0.0:11111");
            }
        }

        if (section["AdvertisedIPAddress"] is { Length: > 0 } address && (!IPAddress.TryParse(address, out IPAddress? parsed) || parsed.Equals(IPAddress.Any) || parsed.Equals(IPAddress.IPv6Any)))
        {
            throw Wrong("AdvertisedIPAddress", $"is \"{address}\"; it must be the IP address at which other nodes reach this one");
        }
    }

    /// <summary>Whether anybody answers there: takes a connection and does not close it at once, as what only forwards does when nobody is behind it.</summary>
    public static async Task<bool> AnswersAsync(IPEndPoint node, CancellationToken cancellation)
    {
        using var socket = new Socket(node.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        bool isTaken = false;
        try
        {
            await socket.ConnectAsync(node, limit.Token);
            isTaken = true;
            return await socket.ReceiveAsync(new byte[1], limit.Token) > 0;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return isTaken; // it listens, or waits for a word
        }
    }

    /// <summary>The environment variable of a setting.</summary>
    public static string Variable(string name) => $"{Section}:{name}".Replace(":", "__", StringComparison.Ordinal);

    private static int? Port(IConfigurationSection section, string name, int least)
    {
        if (section[name] is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port >= least && port <= IPEndPoint.MaxPort
            ? port
            : throw Wrong(name, $"is \"{text}\"; it must be a port, {least.ToString(CultureInfo.InvariantCulture)} to {IPEndPoint.MaxPort.ToString(CultureInfo.InvariantCulture)}");
    }

    private static StartException Wrong(string name, string what) => new($"{Variable(name)} {what}.", StartException.Misconfigured);
}
