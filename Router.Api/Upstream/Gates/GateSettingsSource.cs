using Router.Api.Configuration;
using Router.Core.Admission;
using Router.Core.Configuration;

namespace Router.Api.Upstream.Gates;

/// <summary>What gates are told by the configuration in force and by the operator.</summary>
internal sealed class GateSettingsSource(SnapshotHolder holder, IDrainedProviders drained)
{
    public GateSettings Of(GateKey gate) => holder.Current.Providers.TryGetValue(gate.Provider, out ProviderClient? client)
        ? Of(client.Config) with { Drained = drained.Contains(gate.Provider) }
        : new GateSettings(); // the provider has gone with a reload; who is under way goes on

    private static GateSettings Of(ProviderConfig provider) => new()
    {
        Limits = provider.Limits, QueueLength = provider.Queue.Length, LongestWait = provider.Queue.Wait, Cooldown = provider.Cooldown, Breaker = provider.Breaker,
    };
}
