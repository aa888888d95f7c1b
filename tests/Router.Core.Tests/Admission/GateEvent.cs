using Router.Core.Admission;
using Router.Core.Admission.Hints;

namespace Router.Core.Tests.Admission;

/// <summary>Something that happened at a gate.</summary>
internal sealed record GateEvent(GateEventKind Kind, DateTimeOffset At, EnterRequest Request)
{
    public TimeSpan RetryAfter { get; init; }

    public RefusalReason Reason { get; init; }

    public AttemptReport Report { get; init; }

    public ProviderReading Reading { get; init; }

    public override string ToString() =>
        $"{At.TimeOfDay} {Kind} {Request.Id.Value.ToString()[..8]} {Request.User} {Request.Class} tokens={Request.Tokens} stock={Request.Stock} {Reason} {RetryAfter} {Report.Outcome} {Report.Tokens}";
}
