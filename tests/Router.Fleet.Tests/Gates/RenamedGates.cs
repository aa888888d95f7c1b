using System.Collections.Immutable;
using Router.Core.Admission;
using Router.Core.Admission.Hints;

namespace Router.Fleet.Tests.Gates;

/// <summary>Gives the gates of one test names of their own: all tests share a fleet.</summary>
internal sealed class RenamedGates(IProviderGates gates, string prefix) : IProviderGates
{
    public ValueTask<GateAnswer> EnterAsync(GateKey gate, EnterRequest request) => gates.EnterAsync(Of(gate), request);

    public ValueTask AnsweringAsync(GateKey gate, PermitId id, ProviderReading reading) => gates.AnsweringAsync(Of(gate), id, reading);

    public ValueTask ReportAsync(GateKey gate, PermitId id, AttemptReport report) => gates.ReportAsync(Of(gate), id, report);

    public ValueTask CancelAsync(GateKey gate, PermitId id) => gates.CancelAsync(Of(gate), id);

    public ValueTask RenewAsync(GateKey gate, ImmutableArray<PermitId> ids) => gates.RenewAsync(Of(gate), ids);

    public ValueTask TickAsync(GateKey gate) => gates.TickAsync(Of(gate));

    public ValueTask ReopenAsync(string provider) => gates.ReopenAsync(prefix + provider);

    public ValueTask ConfigureAsync(string provider) => gates.ConfigureAsync(prefix + provider);

    public ValueTask<ImmutableArray<KeyValuePair<GateKey, GateStatus>>> ListAsync() => gates.ListAsync();

    public ValueTask<GateStatus?> StatusAsync(GateKey gate) => gates.StatusAsync(Of(gate));

    private GateKey Of(GateKey gate) => gate with { Provider = prefix + gate.Provider };
}
