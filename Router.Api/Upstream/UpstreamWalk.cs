using System.Collections.Immutable;
using Router.Api.CountTokens;
using Router.Api.Health;
using Router.Api.Messages;
using Router.Api.Spend;
using Router.Api.Upstream.Failures;
using Router.Api.Upstream.Gates;
using Router.Core.Admission;
using Router.Core.Configuration;
using Router.Core.Routing;
using Router.Core.Spend;
using Router.Protocol.Anthropic;

namespace Router.Api.Upstream;

/// <summary>
/// Walks the targets until one answers. A round tries every candidate whose gate lets it in at once; when none has answered, the one that is free
/// soonest is waited for: in its gate's queue, or for its pause. A failure that is the client's own fault ends the walk: the client recovers by
/// its words.
/// </summary>
internal sealed partial class UpstreamWalk(
    CandidateList list, GateEntrance entrance, UpstreamAttempt attempt, ProviderBoard board, TokenEstimates estimates, TokenBorrowing tokens, TargetLatencies latencies,
    Billing billing, TimeProvider clock, ILogger<UpstreamWalk> logger)
{
    public async Task RunAsync(MessageExchange exchange)
    {
        List<UpstreamFailure> unusable = [];
        ImmutableArray<Candidate> candidates = await list.ForAsync(exchange, unusable);
        exchange.Trail.Routed(exchange.Arrived, clock.GetTimestamp(), exchange.Route);
        while (!await RoundAsync(exchange, candidates))
        {
            if (RetryPlan.Next(exchange, candidates, clock) is not { } plan)
            {
                await FailAsync(exchange, candidates, unusable);
                return;
            }

            if (!plan.InQueue)
            {
                long since = clock.GetTimestamp();
                await Task.Delay(plan.Wait, clock, exchange.ClientGone);
                exchange.GateWait += plan.Wait;
                exchange.Trail.Paused(since, clock.GetTimestamp());
            }
            else if (await TryAsync(exchange, candidates, plan.Candidate, plan.Wait))
            {
                return;
            }
        }
    }

    /// <returns>Whether the client has its answer.</returns>
    private async Task<bool> RoundAsync(MessageExchange exchange, ImmutableArray<Candidate> candidates)
    {
        HashSet<string> unreachable = new(StringComparer.Ordinal);
        foreach (Candidate candidate in candidates)
        {
            if (!candidate.MayTry || candidate.NotBefore > clock.GetTimestamp() || unreachable.Contains(candidate.Target.Provider.Name))
            {
                continue;
            }

            if (await TryAsync(exchange, candidates, candidate, TimeSpan.Zero))
            {
                return true;
            }

            if (candidate.Last is { Kind: FailureKind.Unreachable } failure)
            {
                // Another credential does not make a dead host answer: in this round the provider is passed over.
                unreachable.Add(candidate.Target.Provider.Name);
                PassOver(candidates, failure);
            }
        }

        return false;
    }

    /// <summary>Tries one candidate once its gate lets it in.</summary>
    /// <returns>Whether the client has its answer.</returns>
    private async Task<bool> TryAsync(MessageExchange exchange, ImmutableArray<Candidate> candidates, Candidate candidate, TimeSpan patience)
    {
        while (true)
        {
            long asked = clock.GetTimestamp();
            GateAnswer admission = await entrance.EnterAsync(exchange, candidate, patience);
            exchange.Trail.Waited(asked, clock.GetTimestamp(), candidate.Target, admission);
            if (admission.Kind == AdmissionKind.Refused)
            {
                candidate.Refuse(admission, waited: patience > TimeSpan.Zero, clock);
                LogRefused(exchange.Context.TraceIdentifier, candidate.Target, admission.Reason, admission.RetryAfter.TotalSeconds);
                return false;
            }

            UpstreamFailure? failure = await AttemptAsync(exchange, candidate);
            if (failure is null)
            {
                Record(exchange, candidates, candidate);
                return true;
            }

            LogFailed(exchange.Context.TraceIdentifier, exchange.Attempts, failure);
            if (UpstreamAttempt.TryMend(exchange, candidate, failure))
            {
                // The same message with its thinking mended: one more request, which counts like any other.
                patience = RetryPlan.PatienceForRoom(exchange, candidate, clock);
                continue;
            }

            if (FailurePolicy.IsProvidersFault(failure))
            {
                board.RecordFailure(failure, clock.GetUtcNow());
            }

            candidate.Fail(failure, RetryPause.Backoff(candidate.Failures + 1), clock);
            if (!FailurePolicy.IsClientsFault(failure) || WiderTargets.GoesOn(failure, candidates, clock))
            {
                return false;
            }

            await TellAsync(exchange, failure, wait: null);
            return true;
        }
    }

    /// <summary>One request to a provider. Its permit is given back whatever happens; when the client leaves, nothing was learned of the provider.</summary>
    private async Task<UpstreamFailure?> AttemptAsync(MessageExchange exchange, Candidate candidate)
    {
        exchange.Attempts++;
        exchange.Target = candidate.Target;
        exchange.IsOnBroughtKey = candidate.Credential.IsBrought;
        exchange.Trail.Asking(clock.GetTimestamp(), candidate.Target);
        AttemptReport? report = new AttemptReport(AttemptOutcome.Abandoned, null);
        try
        {
            exchange.IsAsking = true;
            UpstreamFailure? failure = await attempt.RunAsync(exchange, candidate);
            if (failure is not null)
            {
                (exchange.IsAsking, exchange.Usage) = (false, default);
                exchange.Trail.Failed(clock.GetTimestamp(), failure);
            }

            report = failure is null
                ? exchange.IsAnsweredHere ? null : GateReports.OfAnswer(exchange, candidate)
                : GateReports.WasSent(failure) ? GateReports.Of(failure) : null;
            return failure;
        }
        finally
        {
            await (report is { } known ? entrance.LeaveAsync(candidate, known) : entrance.CancelAsync(candidate));
        }
    }

    private void Record(MessageExchange exchange, ImmutableArray<Candidate> candidates, Candidate candidate)
    {
        if (exchange.IsAnsweredHere)
        {
            return;
        }

        board.RecordAnswer(candidate.Target, exchange.Ending, clock.GetUtcNow());
        list.Answered(exchange, candidates, candidate);
        if (exchange.Ending == MessageEnding.Complete)
        {
            tokens.Remember(exchange, candidate);
            Learn(exchange, candidate.Target);
        }
    }

    private void PassOver(ImmutableArray<Candidate> candidates, UpstreamFailure failure)
    {
        foreach (Candidate candidate in candidates)
        {
            if (candidate.Last is null && string.Equals(candidate.Target.Provider.Name, failure.Target.Provider.Name, StringComparison.Ordinal))
            {
                candidate.Fail(failure, RetryPause.Backoff(candidate.Failures + 1), clock);
            }
        }
    }

    private void Learn(MessageExchange exchange, Target target)
    {
        MessageUsage usage = exchange.Usage;
        if (usage.Input + usage.CacheRead + usage.CacheWrite is > 0 and var reported && (exchange.Estimate is not null || estimates.WantsToLearn(target)))
        {
            estimates.Learn(target, estimates.InputOf(exchange), reported);
        }

        if (exchange.Route.Strategy == RouteStrategy.Fastest)
        {
            latencies.Measure(target, clock.GetElapsedTime(exchange.AttemptStarted, exchange.FirstContent));
        }
    }

    private async Task FailAsync(MessageExchange exchange, ImmutableArray<Candidate> candidates, List<UpstreamFailure> unusable)
    {
        UpstreamFailure worst = FailurePolicy.Worst([.. candidates.Select(candidate => candidate.Last).OfType<UpstreamFailure>(), .. unusable]);
        await TellAsync(exchange, worst, RetryPlan.Soonest(candidates, clock));
    }

    private async Task TellAsync(MessageExchange exchange, UpstreamFailure failure, TimeSpan? wait)
    {
        exchange.Ending = MessageEnding.Failed;
        exchange.Target = failure.Target;
        exchange.Refusal = failure.Kind == FailureKind.GateClosed ? $"{failure.Kind}/{failure.Gate.Reason}" : failure.Kind.ToString();
        ClientAnswer answer = FailureAnswers.For(failure, wait);
        await billing.SettleAsync(exchange, exchange.Attempts > 0 ? SettlementKind.Failed : SettlementKind.NotSent, answer.Error.Status);
        await (answer with { Headers = BudgetHeaders.Passed(exchange, answer.Headers) }).TellAsync(exchange);
    }

    [LoggerMessage(300, LogLevel.Warning, "{RequestId} attempt {Attempt} failed: {Failure}")]
    private partial void LogFailed(string requestId, int attempt, UpstreamFailure failure);

    [LoggerMessage(301, LogLevel.Debug, "{RequestId} {Target} is not asked now: {Reason}, again in {Seconds} s")]
    private partial void LogRefused(string requestId, Target target, RefusalReason reason, double seconds);
}
