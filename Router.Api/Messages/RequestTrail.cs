using System.Collections.Immutable;
using Router.Api.Telemetry;
using Router.Api.Upstream.Failures;
using Router.Core.Admission;
using Router.Core.Routing;
using Router.Core.Spend;
using Router.Core.Usage;

namespace Router.Api.Messages;

/// <summary>The way of a message through the house, for its record. Times are clock timestamps until they are told.</summary>
internal sealed class RequestTrail
{
    /// <summary>What a record holds at most: a message that is tried for an hour is told by its beginning.</summary>
    public const int Most = 24;

    /// <summary>A permit that was had at once was no wait.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly List<Part> _parts = [];
    private Part? _open;

    /// <summary>The targets are about to be walked.</summary>
    public void Routed(long arrived, long now, Route route) =>
        Add(new Part(RequestStepKind.Routed, arrived) { Ended = now, Model = route.Entry?.Name, Outcome = route.Strategy.ToString().ToLowerInvariant(), Targets = route.Targets.Length });

    /// <summary>A gate has answered.</summary>
    public void Waited(long since, long now, Target target, GateAnswer answer) => Add(new Part(RequestStepKind.Waited, since)
    {
        Ended = now, Provider = target.Provider.Name, Model = target.Model, Outcome = answer.Kind == AdmissionKind.Refused ? LabelWords.Of(answer.Reason) : "granted",
    });

    /// <summary>Nothing could be asked until now.</summary>
    public void Paused(long since, long now) => Add(new Part(RequestStepKind.Waited, since) { Ended = now, Outcome = "pause" });

    /// <summary>A provider is asked.</summary>
    public void Asking(long now, Target target) => _open = new Part(RequestStepKind.Asked, now) { Provider = target.Provider.Name, Model = target.Model };

    /// <summary>It failed before content.</summary>
    public void Failed(long now, UpstreamFailure failure)
    {
        if (_open is { } open)
        {
            Add(open with { Ended = now, Outcome = LabelWords.Of(failure.Kind), Status = failure.Status });
            _open = null;
        }
    }

    /// <summary>What goes into the record. An attempt that is under way ends with the message.</summary>
    /// <param name="clock">The clock of the timestamps.</param>
    /// <param name="arrived">When the message arrived.</param>
    /// <param name="kind">How it ends.</param>
    public ImmutableArray<RequestStep> Told(TimeProvider clock, long arrived, SettlementKind kind)
    {
        Part? last = _open is { } open && _parts.Count < Most
            ? open with { Ended = clock.GetTimestamp(), Outcome = kind == SettlementKind.Answered ? "answered" : "cut", Status = kind == SettlementKind.Answered ? StatusCodes.Status200OK : 0 }
            : null;
        return
        [
            .. _parts.Concat(last is null ? [] : [last]).Select(part => part.Told(clock, arrived))
                .Where(static step => step.Kind != RequestStepKind.Waited || step.Outcome != "granted" || step.Took >= ShortestWait),
        ];
    }

    private void Add(Part part)
    {
        if (_parts.Count < Most)
        {
            _parts.Add(part);
        }
    }

    private sealed record Part(RequestStepKind Kind, long Began)
    {
        public long Ended { get; init; }

        public string? Provider { get; init; }

        public string? Model { get; init; }

        public string? Outcome { get; init; }

        public int Status { get; init; }

        public int Targets { get; init; }

        public RequestStep Told(TimeProvider clock, long arrived) => new(Kind, clock.GetElapsedTime(arrived, Began), clock.GetElapsedTime(Began, Ended))
        {
            Provider = Provider, Model = Model, Outcome = Outcome, Status = Status, Targets = Targets,
        };
    }
}
