using System.Collections.Immutable;
using Router.Api.Configuration;
using Router.Api.Health;
using Router.Api.Upstream.Gates;
using Router.Core.AdminContract;
using Router.Core.Admission;
using Router.Core.Configuration;

namespace Router.Api.Admin.Providers;

/// <summary>A provider as operators see it.</summary>
internal sealed class ProviderView(ProviderBoard board, IDrainedProviders drained)
{
    public ProviderStatus Of(RouterSnapshot snapshot, ProviderConfig provider, ImmutableArray<KeyValuePair<GateKey, GateStatus>> all, bool withDetails) =>
        new(provider.Name, StatusOf(provider.Name, all), drained.Contains(provider.Name), withDetails ? Details(snapshot, provider, all) : null);

    /// <summary>In one word: drained, closed (every gate for messages), failing, unused or ok.</summary>
    public string StatusOf(string provider, ImmutableArray<KeyValuePair<GateKey, GateStatus>> all)
    {
        GateStatus[] own = [.. all.Where(gate => gate.Key.Provider == provider && gate.Key.Family != GateKeys.Counting).Select(gate => gate.Value)];
        ProviderRecord record = board.Of(provider);
        return drained.Contains(provider) ? "drained"
            : own.Length > 0 && own.All(gate => gate.Closed != RefusalReason.None) ? "closed"
            : record.IsFailing ? "failing"
            : record.LastAnswer is null ? "unused"
            : "ok";
    }

    private ProviderDetails Details(RouterSnapshot snapshot, ProviderConfig provider, ImmutableArray<KeyValuePair<GateKey, GateStatus>> all)
    {
        ProviderRecord record = board.Of(provider.Name);
        return new ProviderDetails(
            snapshot.Providers[provider.Name].Credentials.Length, record.Answers, record.Failures, record.LastError, record.LastFailure,
            [.. all.Where(gate => gate.Key.Provider == provider.Name).OrderBy(gate => gate.Key.ToString(), StringComparer.Ordinal)]);
    }
}
