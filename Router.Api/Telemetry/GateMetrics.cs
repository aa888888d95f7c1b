using System.Diagnostics.Metrics;
using Router.Api.Configuration;
using Router.Core.Admission;

namespace Router.Api.Telemetry;

/// <summary>
/// The gates' state, read when somebody collects. Gates of models that clients chose are told as one under the family <c>*</c>, those of keys that clients
/// brought as one under the credential <c>client</c>, those of vaults under <c>vault</c>, their figures added up. A gate that is gone is told with zeros, because a reader would go on with its last figure.
/// </summary>
internal sealed class GateMetrics
{
    private readonly IGateBoard _board;
    private readonly SnapshotHolder _holder;
    private readonly ModelLabels _models;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly HashSet<GateKey> _told = [];
    private readonly HashSet<(GateKey Gate, RefusalReason Reason)> _closed = [];

    public GateMetrics(RouterTelemetry telemetry, IGateBoard board, SnapshotHolder holder, TimeProvider clock)
    {
        (_board, _holder, _models, _clock) = (board, holder, telemetry.Messages.Models, clock);
        Observe(telemetry.Meter, MetricNames.GatePermits, "{permit}", "Permits that are out.", static status => status.Permits);
        Observe(telemetry.Meter, MetricNames.GateWaiting, "{request}", "Requests that wait.", static status => status.Waiting);
        Observe(telemetry.Meter, MetricNames.GateRequestsUsed, "{request}", "Requests of the last minute.", static status => status.RequestsUsed);
        Observe(telemetry.Meter, MetricNames.GateTokensUsed, "{token}", "Tokens of the last minute, borrowed ones included.", static status => status.TokensUsed);
        Observe(telemetry.Meter, MetricNames.GateLearnedRequests, "{request}", "Requests a minute that the provider's headers allow; 0 while unknown.", static status => status.LearnedRequests ?? 0);
        Observe(telemetry.Meter, MetricNames.GateLearnedTokens, "{token}", "Tokens a minute that the provider's headers allow; 0 while unknown.", static status => status.LearnedTokens ?? 0);
        telemetry.Meter.CreateObservableGauge(MetricNames.GateClosed, ReadClosed, "{gate}", "Gates that are closed, by reason; 0 when open.");
        telemetry.Meter.CreateObservableGauge(MetricNames.GateOpensIn, ReadOpensIn, "s", "Time until the gate may open again; 0 when it is open, or while a probe is out.");
    }

    private void Observe(Meter meter, string name, string unit, string description, Func<GateStatus, long> figure) => meter.CreateObservableGauge(
        name,
        () => Read().Select(gate => new Measurement<long>(gate.Value.Sum(figure), Labels(gate.Key))),
        unit,
        description);

    /// <summary>A reason is told from its first time on: most gates never close, and for most reasons none does.</summary>
    private List<Measurement<long>> ReadClosed()
    {
        Dictionary<GateKey, List<GateStatus>> gates = Read();
        lock (_lock)
        {
            _closed.UnionWith(gates.SelectMany(gate => gate.Value.Where(status => status.Closed != RefusalReason.None).Select(status => (gate.Key, status.Closed))));
            return [.. _closed.Select(seen => new Measurement<long>(
                gates[seen.Gate].Count(status => status.Closed == seen.Reason),
                [.. Labels(seen.Gate), new KeyValuePair<string, object?>(AttributeNames.Reason, LabelWords.Of(seen.Reason))]))];
        }
    }

    private IEnumerable<Measurement<double>> ReadOpensIn()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        return Read().Select(gate => new Measurement<double>(
            gate.Value.Select(status => status.OpensAt is { } at && at > now ? (at - now).TotalSeconds : 0).DefaultIfEmpty().Max(), Labels(gate.Key)));
    }

    private Dictionary<GateKey, List<GateStatus>> Read()
    {
        var gates = new Dictionary<GateKey, List<GateStatus>>();
        foreach (GateStatusSample sample in _board.Read())
        {
            GateKey key = sample.Gate with { Credential = GateLabels.Credential(sample.Gate), Family = _models.Family(_holder.Current.Config, sample.Gate) };
            if (!gates.TryGetValue(key, out List<GateStatus>? merged))
            {
                gates[key] = merged = [];
            }

            merged.Add(sample.Status);
        }

        lock (_lock)
        {
            _told.UnionWith(gates.Keys);
            foreach (GateKey gone in _told)
            {
                gates.TryAdd(gone, []);
            }
        }

        return gates;
    }

    private static KeyValuePair<string, object?>[] Labels(GateKey gate) =>
    [
        new(AttributeNames.Provider, gate.Provider),
        new(AttributeNames.Credential, gate.Credential),
        new(AttributeNames.Family, gate.Family),
    ];
}
