using System.Diagnostics;
using System.Diagnostics.Metrics;
using Router.Api.Errors;
using Router.Api.Hosting;
using Router.Api.Messages;
using Router.Api.Upstream;
using Router.Core.Admission;
using Router.Core.Routing;

namespace Router.Api.Telemetry;

/// <summary>
/// What the gateway tells of itself: one source of spans, one meter. Nothing is done a chunk; a span is made only while somebody listens for it. Never a word
/// of a prompt or an answer, never a key, never a client's header.
/// </summary>
internal sealed class RouterTelemetry : IDisposable
{
    /// <summary>The name of the source and of the meter.</summary>
    public const string Name = "Router";

    private readonly UpDownCounter<long> _active;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _spendRefusals;
    private readonly Counter<long> _tokenCounts;
    private readonly TimeProvider _clock;

    public RouterTelemetry(TimeProvider clock)
    {
        _clock = clock;
        Source = new ActivitySource(Name, RouterVersion.Text);
        Meter = new Meter(Name, RouterVersion.Text);
        Messages = new MessageMetrics(Meter, clock);
        Attempts = new AttemptMetrics(Meter, clock);
        Gates = new GateWaitMetrics(Meter, clock);
        _active = Meter.CreateUpDownCounter<long>(MetricNames.ActiveMessages, "{message}", "Messages under way.");
        _refusals = Meter.CreateCounter<long>(MetricNames.Refusals, "{request}", "Requests of any kind that the gateway itself refused, or failed on.");
        _spendRefusals = Meter.CreateCounter<long>(MetricNames.SpendRefusals, "{message}", "Messages that a budget or a limit of their user refused.");
        _tokenCounts = Meter.CreateCounter<long>(MetricNames.TokenCounts, "{request}", "Answers of count_tokens.");
    }

    /// <summary>Where spans come from.</summary>
    public ActivitySource Source { get; }

    /// <summary>Where metrics come from. One a gateway: readers tell those of two in one process apart by it.</summary>
    public Meter Meter { get; }

    internal MessageMetrics Messages { get; }

    internal AttemptMetrics Attempts { get; }

    internal GateWaitMetrics Gates { get; }

    /// <summary>A message has arrived.</summary>
    /// <param name="context">Its request.</param>
    /// <param name="arrived">When, as a clock timestamp.</param>
    public MessageRecord StartMessage(HttpContext context, long arrived)
    {
        _active.Add(1);
        return new MessageRecord(this, context, arrived, _clock, Source.StartActivity(SpanNames.Chat, ActivityKind.Client));
    }

    /// <summary>The model's name is looked up.</summary>
    public RouteRecord StartRoute() => new(Source.StartActivity(SpanNames.Route));

    /// <summary>A request to a provider begins.</summary>
    public AttemptRecord StartAttempt(MessageExchange exchange, Candidate candidate) => new(this, exchange, candidate, _clock.GetTimestamp());

    /// <summary>A permit is asked for. One call before it, one with the final answer; without an answer it counts as given up.</summary>
    public GateWait EnterGate(GateKey gate) => new(this, gate, _clock.GetTimestamp());

    /// <summary>count_tokens was answered.</summary>
    /// <param name="target">The target that it was counted for.</param>
    /// <param name="source"><c>provider</c>, <c>estimate</c> or <c>refused</c>.</param>
    public void TokensCounted(Target target, string source) =>
        _tokenCounts.Add(1, new KeyValuePair<string, object?>(AttributeNames.Provider, target.Provider.Name), new KeyValuePair<string, object?>(AttributeNames.Source, source));

    /// <summary>The gateway itself refused a request, or failed on it.</summary>
    public void Refused(RouterError error) =>
        _refusals.Add(1, new KeyValuePair<string, object?>(AttributeNames.Status, error.Status), new KeyValuePair<string, object?>(AttributeNames.ErrorType, error.Type));

    /// <summary>A budget or limit refused a message.</summary>
    /// <param name="reason">Which kind.</param>
    /// <param name="level">Whose: <c>tenant</c>, <c>team</c>, <c>user</c> or <c>key</c>.</param>
    public void SpendRefused(string reason, string level) =>
        _spendRefusals.Add(1, new KeyValuePair<string, object?>(AttributeNames.Reason, reason), new KeyValuePair<string, object?>(AttributeNames.Level, level));

    public void Dispose()
    {
        Source.Dispose();
        Meter.Dispose();
    }

    /// <summary>A message is over.</summary>
    internal void MessageOver() => _active.Add(-1);
}
