using System.Diagnostics;
using Router.Api.Messages;
using Router.Core.Admission;

namespace Router.Api.Telemetry;

/// <summary>The wait for one permit: a span and a record.</summary>
internal sealed class GateWait : IDisposable
{
    private readonly RouterTelemetry _telemetry;
    private readonly string _provider;
    private readonly long _started;
    private readonly Activity? _span;
    private string _outcome = "abandoned";
    private string? _reason;

    public GateWait(RouterTelemetry telemetry, GateKey gate, long started)
    {
        _telemetry = telemetry;
        _provider = gate.Provider;
        _started = started;
        _span = telemetry.Source.StartActivity(SpanNames.Gate);
        if (_span is { IsAllDataRequested: true })
        {
            _span.DisplayName = $"{SpanNames.Gate} {gate.Provider}";
            _span.SetTag(AttributeNames.Provider, gate.Provider);
            _span.SetTag(AttributeNames.Credential, GateLabels.Credential(gate));
            _span.SetTag(AttributeNames.Family, RouterHeaders.Clean(gate.Family));
        }
    }

    /// <summary>The answer: the gate's own, or the ticket's. A place in the queue is no end yet.</summary>
    public void Ended(GateAnswer answer)
    {
        if (answer.Kind != AdmissionKind.Queued)
        {
            bool refused = answer.Kind == AdmissionKind.Refused;
            _outcome = refused ? "refused" : "granted";
            _reason = refused ? LabelWords.Of(answer.Reason) : null;
        }
    }

    public void Dispose()
    {
        _telemetry.Gates.Record(_provider, _outcome, _reason, _started);
        if (_span is { IsAllDataRequested: true })
        {
            _span.SetTag(AttributeNames.Outcome, _outcome);
            _span.SetTag(AttributeNames.Reason, _reason);
        }

        _span?.Dispose();
    }
}
