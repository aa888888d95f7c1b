using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Router.Api.Hosting;

namespace Router.Fleet.Hosting;

/// <summary>Where other nodes reach this one, by the settings of <c>Orleans:Endpoints</c>. Orleans takes what it can't read for not said, and its own default for it.</summary>
internal static class NodePorts
{
    private const string Section = "Orleans:Endpoints";

    /// <summary>Looks at the settings.</summary>
    /// <exception cref="StartException">One is wrong: <see cref="StartException.Misconfigured"/>.</exception>
    public static void Check(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(Section);
        (int silo, int gateway) = (Port(section, "SiloPort", 1) ?? 11111, Port(section, "GatewayPort", 0) ?? 30000);
        if (silo == gateway)
        {
            throw Wrong("GatewayPort", $"is {silo.ToString(CultureInfo.InvariantCulture)}, as the silo port is; it must be another");
        }

        foreach (string name in (string[])["SiloListeningEndpoint", "GatewayListeningEndpoint"])
        {
            if (section[name] is { Length: > 0 } end && !IPEndPoint.TryParse(end, out _))
            {
                throw Wrong(name, $"is \"{end}\"; it must be an address with a port, as 0.0.0.0:11111");
            }
        }

        if (section["AdvertisedIPAddress"] is { Length: > 0 } address && (!IPAddress.TryParse(address, out IPAddress? parsed) || parsed.Equals(IPAddress.Any) || parsed.Equals(IPAddress.IPv6Any)))
        {
            throw Wrong("AdvertisedIPAddress", $"is \"{address}\"; it must be the IP address at which other nodes reach this one");
        }
    }

    /// <summary>Whether anybody takes a connection there.</summary>
    public static async Task<bool> AnswersAsync(IPEndPoint node, TimeSpan patience, CancellationToken cancellation)
    {
        using var socket = new Socket(node.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            await socket.ConnectAsync(node, limit.Token);
            return true;
        }
        catch (Exception exception) when (exception is SocketException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

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

    /// <summary>The environment variable of a setting.</summary>
    public static string Variable(string name) => $"{Section}:{name}".Replace(":", "__", StringComparison.Ordinal);

    private static StartException Wrong(string name, string what) => new($"{Variable(name)} {what}.", StartException.Misconfigured);
}
