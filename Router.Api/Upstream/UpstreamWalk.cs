using System.Collections.Immutable;
using Router.Api.CountTokens;
using Router.Api.Health;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Core.Routing;
using Router.Protocol.Anthropic;

namespace Router.Api.Upstream;

/// <summary>
/// Walks the targets until one answers. Round 0 tries each target once, at once; further rounds repeat those whose failure may pass, after a
/// pause. A failure that is the client's own fault ends the walk: the client recovers by its words.
/// </summary>
internal sealed partial class UpstreamWalk(UpstreamAttempt attempt, ProviderBoard board, TokenEstimates estimates, FittingTargets fitting, TimeProvider clock, ILogger<UpstreamWalk> logger)
{
    public async Task RunAsync(MessageExchange exchange)
    {
        List<UpstreamFailure> unusable = [];
        ImmutableArray<Candidate> candidates = CandidateList.For(exchange, fitting.Order(exchange, exchange.Route.Targets), unusable);
        for (int round = 0; !candidates.IsEmpty; round++)
        {
            HashSet<string> unreachable = new(StringComparer.Ordinal);
            foreach (Candidate candidate in candidates)
            {
                if (!candidate.MayTry(round) || candidate.NotBefore > clock.GetTimestamp() || unreachable.Contains(candidate.Target.Provider.Name))
                {
                    continue;
                }

                exchange.Attempts++;
                exchange.Target = candidate.Target;
                UpstreamFailure? failure = await attempt.RunAsync(exchange, candidate);
                if (failure is null)
                {
                    Record(exchange, candidate.Target);
                    return;
                }

                if (FailurePolicy.IsProvidersFault(failure))
                {
                    board.RecordFailure(failure, clock.GetUtcNow());
                }

                LogFailed(exchange.Context.TraceIdentifier, exchange.Attempts, failure);
                candidate.Fail(failure, clock);
                if (failure.Kind == FailureKind.Unreachable)
                {
                    // Another credential does not make a dead host answer: in this round the provider is passed over.
                    unreachable.Add(candidate.Target.Provider.Name);
                    PassOver(candidates, failure);
                }

                if (FailurePolicy.IsClientsFault(failure) && !WiderTargets.GoesOn(failure, candidates, clock))
                {
                    await FailAsync(exchange, failure);
                    return;
                }
            }

            if (Pause(exchange, candidates, round + 1) is not { } pause)
            {
                break;
            }

            await Task.Delay(pause, clock, exchange.ClientGone);
        }

        await FailAsync(exchange, FailurePolicy.Worst([.. candidates.Select(candidate => candidate.Last!), .. unusable]));
    }

    private void Record(MessageExchange exchange, Target target)
    {
        if (!exchange.IsAnsweredHere)
        {
            board.RecordAnswer(target, exchange.Ending, clock.GetUtcNow());
            Learn(exchange, target);
        }
    }

    private void PassOver(ImmutableArray<Candidate> candidates, UpstreamFailure failure)
    {
        foreach (Candidate candidate in candidates)
        {
            if (candidate.Last is null && string.Equals(candidate.Target.Provider.Name, failure.Target.Provider.Name, StringComparison.Ordinal))
            {
                candidate.Fail(failure, clock);
            }
        }
    }

    private void Learn(MessageExchange exchange, Target target)
    {
        MessageUsage usage = exchange.Usage;
        if (exchange.Ending == MessageEnding.Complete && usage.Input + usage.CacheRead + usage.CacheWrite is > 0 and var reported
            && (exchange.EstimatedInput > 0 || estimates.WantsToLearn(target)))
        {
            estimates.Learn(target, estimates.InputOf(exchange), reported);
        }
    }

    /// <summary>How long to wait before the round; null when no round makes sense any more.</summary>
    private TimeSpan? Pause(MessageExchange exchange, ImmutableArray<Candidate> candidates, int round)
    {
        ImmutableArray<Candidate> again = [.. candidates.Where(candidate => candidate.MayTry(round))];
        if (again.IsEmpty)
        {
            return null;
        }

        long now = clock.GetTimestamp();
        TimeSpan asked = TimeSpan.FromSeconds(again.Min(candidate => Math.Max(0, candidate.NotBefore - now)) / (double)clock.TimestampFrequency);
        TimeSpan backoff = RetryPause.Backoff(round);
        // Timers count whole milliseconds and may fire a fraction early: a round that starts before its provider's time would be lost.
        TimeSpan pause = asked > backoff ? TimeSpan.FromMilliseconds(Math.Ceiling(asked.TotalMilliseconds) + 2) : backoff;
        return clock.GetElapsedTime(exchange.Arrived) + pause <= RetryPause.Window ? pause : null;
    }

    private static async Task FailAsync(MessageExchange exchange, UpstreamFailure failure)
    {
        exchange.Ending = MessageEnding.Failed;
        exchange.Target = failure.Target;
        ClientAnswer answer = FailureAnswers.For(failure);
        if (exchange.Stream is { } stream)
        {
            await stream.FailAsync(exchange, answer);
            return;
        }

        RouterHeaders.Apply(exchange);
        await answer.WriteAsync(exchange.Context);
    }

    [LoggerMessage(300, LogLevel.Warning, "{RequestId} attempt {Attempt} failed: {Failure}")]
    private partial void LogFailed(string requestId, int attempt, UpstreamFailure failure);
}
