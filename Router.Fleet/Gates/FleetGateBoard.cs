using Microsoft.Extensions.Logging;
using Router.Api.Telemetry;
using Router.Fleet.Outbox;
using Router.Grains.Gates;
using Router.Grains.Hosting;

namespace Router.Fleet.Gates;

/// <summary>Shows the gates that live on this node to its metrics, as they stood a second ago at most: the nodes' metrics add up to the fleet's.</summary>
internal sealed class FleetGateBoard : IGateBoard, IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Residents<IProviderGateGrain> _gates;
    private readonly SendLoop _loop;
    private volatile GateStatusSample[] _seen = [];

    public FleetGateBoard(Residents<IProviderGateGrain> gates, ILogger<FleetGateBoard> logger)
    {
        _gates = gates;
        _loop = new SendLoop("how gates stand", LookEvery, LookAsync, logger);
        _loop.Start();
    }

    public IEnumerable<GateStatusSample> Read() => _seen;

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private async Task LookAsync()
    {
        List<GateStatusSample> seen = [];
        foreach ((string key, IProviderGateGrain gate) in _gates.All)
        {
            if (await gate.StatusAsync() is { } status)
            {
                seen.Add(new GateStatusSample(GrainNames.ToGate(key), status));
            }
        }

        _seen = [.. seen];
    }
}
