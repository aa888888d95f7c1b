using System.Collections.Immutable;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Core.Admission;

namespace Router.Api.Upstream;

/// <summary>What to wait for when no candidate has answered.</summary>
/// <param name="Candidate">Whom.</param>
/// <param name="InQueue">In its gate's queue, at most for <paramref name="Wait"/>; else all are tried again behind it.</param>
/// <param name="Wait">How long, above zero.</param>
internal readonly record struct RetryPlan(Candidate Candidate, bool InQueue, TimeSpan Wait)
{
    /// <summary>The candidate that is free soonest; null when none makes sense any more.</summary>
    public static RetryPlan? Next(MessageExchange exchange, ImmutableArray<Candidate> candidates, TimeProvider clock)
    {
        foreach (Candidate candidate in candidates.Where(candidate => candidate.MayTry).OrderBy(candidate => candidate.NotBefore))
        {
            TimeSpan wait = WaitOf(candidate, clock);
            TimeSpan patience = Patience(exchange, candidate, clock);
            if (wait <= patience && patience > TimeSpan.Zero)
            {
                // Timers count whole milliseconds and may fire a fraction early: a round that starts before its candidate's time would be lost.
                return new RetryPlan(candidate, candidate.IsRefused, candidate.IsRefused ? patience : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds) + 2));
            }
        }

        return null;
    }

    /// <summary>
    /// How long a candidate may still be waited for, ≥ 0. For a place within limits as long as its queue says; a provider that refuses or fails is given
    /// <see cref="RetryPause.Window"/>, since the client's own retries come on top.
    /// </summary>
    private static TimeSpan Patience(MessageExchange exchange, Candidate candidate, TimeProvider clock) =>
        candidate is { IsRefused: true, Last.Gate.Reason: RefusalReason.Limit or RefusalReason.QueueFull } ? PatienceForRoom(exchange, candidate, clock) : Left(RetryPause.Window, exchange, clock);

    /// <summary>How long a place within the candidate's limits may still be waited for, ≥ 0.</summary>
    public static TimeSpan PatienceForRoom(MessageExchange exchange, Candidate candidate, TimeProvider clock) => Left(candidate.Client.Config.Queue.Wait, exchange, clock);

    private static TimeSpan Left(TimeSpan all, MessageExchange exchange, TimeProvider clock)
    {
        TimeSpan left = all - clock.GetElapsedTime(exchange.Arrived);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>In how long the first candidate can be tried again; null when nobody knows.</summary>
    public static TimeSpan? Soonest(ImmutableArray<Candidate> candidates, TimeProvider clock) => candidates
        .Where(candidate => candidate.Last is { RetryAfter: not null } last && (last.Kind == FailureKind.GateClosed || FailurePolicy.MayPass(last)))
        .Select(candidate => (TimeSpan?)WaitOf(candidate, clock))
        .Min();

    private static TimeSpan WaitOf(Candidate candidate, TimeProvider clock) =>
        TimeSpan.FromSeconds(Math.Max(0, candidate.NotBefore - clock.GetTimestamp()) / (double)clock.TimestampFrequency);
}
