using Router.Core.Admission;
using Router.Core.Tests.Admission;
using Router.Fleet.Gates;
using Router.Fleet.Tests.Hosting;

namespace Router.Fleet.Tests.Gates;

/// <summary>The contract of gates, for a node of a fleet of two.</summary>
public sealed class FleetProviderGatesTests : ProviderGatesContract, IAsyncDisposable
{
    private readonly HeardTickets _heard = new();
    private readonly TestFleet _fleet;
    private readonly FleetProviderGates _gates;
    private readonly RenamedGates _renamed;

    public FleetProviderGatesTests(TestFleet fleet)
    {
        _fleet = fleet;
        string prefix = $"{Guid.NewGuid():N}-";
        fleet.Settings.Gates[prefix + Key.Provider] = () => new GateSettings { Limits = Limits, Lease = TimeSpan.FromMinutes(10) };
        _gates = fleet.Make<FleetProviderGates>(0, _heard);
        _renamed = new RenamedGates(_gates, prefix);
    }

    private protected override IProviderGates Gates => _renamed;

    public ValueTask DisposeAsync() => _gates.DisposeAsync();

    private protected override void Advance(double seconds) => _fleet.Clock.Advance(seconds);

    private protected override Task<GateAnswer> Answered(PermitId ticket) => _heard.Of(ticket);
}
