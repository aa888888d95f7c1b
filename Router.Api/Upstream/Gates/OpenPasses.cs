using System.Collections.Concurrent;
using Router.Core.Admission;

namespace Router.Api.Upstream.Gates;

/// <summary>The permits that this node holds. They are renewed long before they expire: a stream may take longer than a lease.</summary>
internal sealed class OpenPasses
{
    private readonly ConcurrentDictionary<PermitId, GateKey> _open = new();

    public int Count => _open.Count;

    public void Add(GatePass pass) => _open[pass.Id] = pass.Gate;

    public void Remove(GatePass pass) => _open.TryRemove(pass.Id, out _);

    public async Task RenewAsync(IProviderGates gates)
    {
        foreach (IGrouping<GateKey, PermitId> gate in _open.GroupBy(pass => pass.Value, pass => pass.Key))
        {
            await gates.RenewAsync(gate.Key, [.. gate]);
        }
    }
}
