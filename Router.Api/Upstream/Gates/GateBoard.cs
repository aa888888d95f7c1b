using System.Collections.Immutable;
using Router.Api.Telemetry;
using Router.Core.Admission;

namespace Router.Api.Upstream.Gates;

/// <summary>Shows the gates of this process to the metrics.</summary>
internal sealed class GateBoard(LocalProviderGates gates) : IGateBoard
{
    public IEnumerable<GateStatusSample> Read()
    {
        ValueTask<ImmutableArray<KeyValuePair<GateKey, GateStatus>>> listing = gates.ListAsync();
        return listing.IsCompletedSuccessfully
            ? listing.Result.Select(gate => new GateStatusSample(gate.Key, gate.Value))
            : throw new InvalidOperationException("Gates of this process answer at once.");
    }
}
