using System.Diagnostics;
using Router.Api.Messages;
using Router.Api.Upstream;
using Router.Api.Upstream.Failures;
using Router.Core.Configuration;

namespace Router.Api.Telemetry;

/// <summary>One attempt: a span and a record. Without an end it was abandoned, since the client left.</summary>
internal sealed class AttemptRecord : IDisposable
{
    private readonly RouterTelemetry _telemetry;
    private readonly MessageExchange _exchange;
    private readonly ProviderConfig _provider;
    private readonly long _started;
    private readonly Activity? _span;
    private string _outcome = AttemptOutcomes.Abandoned;
    private int _status;

    public AttemptRecord(RouterTelemetry telemetry, MessageExchange exchange, Candidate candidate, long started)
    {
        _telemetry = telemetry;
        _exchange = exchange;
        _provider = candidate.Target.Provider;
        _started = started;
        _span = telemetry.Source.StartActivity(SpanNames.Attempt, ActivityKind.Client);
        if (_span is { IsAllDataRequested: true })
        {
            Describe(_span, candidate);
        }
    }

    /// <summary>It is over; hands the failure on.</summary>
    public UpstreamFailure? Ended(UpstreamFailure? failure)
    {
        _outcome = AttemptOutcomes.Of(_exchange, failure);
        _status = failure?.Status ?? (_exchange.IsAnsweredHere ? 0 : StatusCodes.Status200OK);
        if (_span is { IsAllDataRequested: true } && ErrorTypes.Of(_exchange, failure) is { } error)
        {
            _span.SetTag(AttributeNames.ErrorType, error);
            _span.SetStatus(ActivityStatusCode.Error);
        }

        return failure;
    }

    public void Dispose()
    {
        _telemetry.Attempts.Record(_provider.Name, _outcome, _status, _started);
        if (_span is { IsAllDataRequested: true })
        {
            _span.SetTag(AttributeNames.Outcome, _outcome);
            _span.SetTag(AttributeNames.Status, _status > 0 ? _status : null);
        }

        _span?.Dispose();
    }

    private void Describe(Activity span, Candidate candidate)
    {
        span.DisplayName = $"{SpanNames.Attempt} {_provider.Name}";
        span.SetTag(AttributeNames.Provider, _provider.Name);
        // Not under gen_ai names: whoever counts model calls by them counts messages, and each once.
        span.SetTag(AttributeNames.Model, RouterHeaders.Clean(candidate.Target.Model));
        span.SetTag(AttributeNames.Credential, candidate.Credential.Id);
        span.SetTag(AttributeNames.Attempt, _exchange.Attempts);
        span.SetTag(AttributeNames.ServerAddress, _provider.BaseUrl.Host);
        span.SetTag(AttributeNames.ServerPort, _provider.BaseUrl.Port);
    }
}
