using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Router.Api.Hosting;

namespace Router.Fleet.Hosting;

/// <summary>
/// Refuses to start where the addresses at which other nodes would look for this one are not its own: taken by another process, or of another machine. Were it a node that answers there,
/// the fleet would take this one for its successor and end it.
/// </summary>
internal sealed class OwnAddress(IOptions<EndpointOptions> endpoints) : StartWait, IDisposable
{
    private static readonly string Ports = $"{NodePorts.Variable("SiloPort")}, {NodePorts.Variable("GatewayPort")}";

    private readonly List<PortClaim> _claims = [];

    /// <summary>In words: another process has it.</summary>
    public static StartException Taken(string address) => new(
        $"Another process answers at {address}, where other nodes would look for this one. If that is a node, give this one ports of its own ({Ports}); if it is this one's predecessor, start again when it has ended.");

    /// <summary>Runs before the silo starts.</summary>
    /// <exception cref="StartException">Somebody is there, or nobody can listen there.</exception>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        EndpointOptions own = endpoints.Value;
        await CheckAsync(new IPEndPoint(own.AdvertisedIPAddress, own.SiloPort), own.SiloListeningEndpoint, cancellationToken);
        if (own.GatewayPort != 0)
        {
            await CheckAsync(new IPEndPoint(own.AdvertisedIPAddress, own.GatewayPort), own.GatewayListeningEndpoint, cancellationToken);
        }
    }

    public void Dispose()
    {
        foreach (PortClaim claim in _claims)
        {
            claim.Dispose();
        }
    }

    private async Task CheckAsync(IPEndPoint known, IPEndPoint? listening, CancellationToken cancellation)
    {
        _claims.Add(PortClaim.Take(listening ?? known) ?? throw Taken((listening ?? known).ToString()));
        try
        {
            using var own = new TcpListener(listening ?? known);
            own.Start();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw Taken((listening ?? known).ToString());
        }
        catch (SocketException exception)
        {
            throw new StartException(
                $"This node can't listen on {listening ?? known} for other nodes ({exception.Message}). Set {NodePorts.Variable("AdvertisedIPAddress")} to an address of this machine, or {NodePorts.Variable("SiloListeningEndpoint")} where others reach it by another, and ports that it may use ({Ports}).");
        }

        if (await NodePorts.AnswersAsync(known, cancellation))
        {
            throw Taken(known.ToString());
        }
    }
}
