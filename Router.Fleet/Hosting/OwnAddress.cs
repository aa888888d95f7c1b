using Router.Api.Hosting;

namespace Router.Fleet.Hosting;

/// <summary>
/// Refuses to start where another process answers at the addresses by which this node would be known: were it a node, the fleet would take this one for its successor and end it.
/// </summary>
internal sealed class OwnAddress(ILocalSiloDetails self) : StartWait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Runs before the silo starts.</summary>
    /// <exception cref="StartException">Somebody is there.</exception>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (SiloAddress own in new[] { self.SiloAddress, self.GatewayAddress }.OfType<SiloAddress>())
        {
            if (await NodePorts.AnswersAsync(own.Endpoint, Patience, cancellationToken))
            {
                throw new StartException(
                    $"Another process answers at {own.Endpoint}, where other nodes would look for this one. If that is a node, give this one ports of its own ({NodePorts.Variable("SiloPort")}, {NodePorts.Variable("GatewayPort")}); if it is this one's predecessor, start again when it has ended.");
            }
        }
    }
}
