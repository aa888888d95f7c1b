using System.Collections.Immutable;
using FsCheck.Fluent;
using Router.Core.Admission;
using Router.Core.Admission.Hints;

namespace Router.Core.Tests.Admission.Properties;

/// <summary>Refusals, failures and what headers say are respected whatever happens around them.</summary>
public sealed class HealthProperties
{
    private static readonly ImmutableArray<AttemptOutcome> Harmless = [AttemptOutcome.Answered, AttemptOutcome.ClientFault, AttemptOutcome.Abandoned];

    [Fact]
    public void RetryAfter_IsKeptToTheTick() => Check.That(RandomRun.All, (run, _) => run.Trace
        .Where(one => one.Report is { Outcome: AttemptOutcome.RateLimited or AttemptOutcome.Overloaded or AttemptOutcome.QuotaExhausted, RetryAfter: not null })
        .All(refusal => Behind(run, refusal).All(grant => grant.At >= refusal.At + refusal.Report.RetryAfter)));

    /// <summary>After a refusal nobody goes before the cooldown ends, and then one at a time until an answer begins.</summary>
    [Fact]
    public void RefusingProvider_GetsOneRequestACooldown() => Check.That(
        RandomRun.All.Select(run => run with { Outcomes = [AttemptOutcome.RateLimited, AttemptOutcome.Overloaded, AttemptOutcome.QuotaExhausted, AttemptOutcome.CredentialRefused, AttemptOutcome.Abandoned] }),
        (run, _) =>
        {
            bool refused = false;
            (PermitId Id, DateTimeOffset At)? probe = null;
            Dictionary<PermitId, int> order = [];
            (int Granted, AttemptOutcome Outcome) last = default;
            foreach (GateEvent one in run.Trace)
            {
                if (one.Kind == GateEventKind.Granted)
                {
                    order[one.Request.Id] = order.Count + 1;
                }

                switch (one.Kind)
                {
                    case GateEventKind.Granted when refused:
                        if (probe is { } first && one.At - first.At < TimeSpan.FromMinutes(3))
                        {
                            return false;
                        }

                        probe = (one.Request.Id, one.At);
                        break;
                    case GateEventKind.Answering when probe?.Id == one.Request.Id:
                        refused = false;
                        probe = null;
                        break;
                    case GateEventKind.Reported or GateEventKind.Cancelled or GateEventKind.Expired:
                        if (one.Kind == GateEventKind.Reported && one.Report.Outcome != AttemptOutcome.Abandoned && IsNews(one.Report, order[one.Request.Id], last))
                        {
                            refused = true;
                            last = (order[one.Request.Id] > last.Granted ? order.Count : last.Granted, one.Report.Outcome);
                        }

                        probe = probe?.Id == one.Request.Id ? null : probe;
                        break;
                }
            }

            return true;
        });

    /// <summary>Answers, clients' faults and clients that leave close nothing.</summary>
    [Fact]
    public void HarmlessEnds_NeverCloseTheGate() => Check.That(RandomRun.All.Select(run => run with { Outcomes = Harmless }), (run, _) =>
        run.Gate.Status(run.Now).Closed == RefusalReason.None && run.Trace.All(one => one.Reason is RefusalReason.None or RefusalReason.Limit or RefusalReason.QueueFull));

    /// <summary>Once five in a row have failed, one at a time is tried.</summary>
    [Fact]
    public void DeadProvider_IsProbedByOneAtATime() => Check.That(RandomRun.All.Select(run => run with { Outcomes = [AttemptOutcome.Failed] }), (run, _) =>
    {
        int failures = 0;
        Dictionary<PermitId, DateTimeOffset> probes = [];
        foreach (GateEvent one in run.Trace)
        {
            switch (one.Kind)
            {
                case GateEventKind.Granted when failures >= 5:
                    if (probes.Values.Any(begun => one.At - begun < TimeSpan.FromMinutes(3)))
                    {
                        return false;
                    }

                    probes.Add(one.Request.Id, one.At);
                    break;
                case GateEventKind.Answering when probes.ContainsKey(one.Request.Id):
                    return true; // it is no longer dead
                case GateEventKind.Reported:
                    failures += probes.Remove(one.Request.Id) ? 0 : 1;
                    break;
                case GateEventKind.Cancelled or GateEventKind.Expired:
                    probes.Remove(one.Request.Id);
                    break;
            }
        }

        return true;
    });

    /// <summary>From an answer's headers until the reset (or for a minute) no more is granted than they left.</summary>
    [Fact]
    public void Headers_AreRespected() => Check.That(RandomRun.All, (run, _) =>
    {
        long totalThen = 0;
        Dictionary<PermitId, long> totals = [];
        (long Total, long Remaining, DateTimeOffset Until)? known = null;
        foreach (GateEvent one in run.Trace)
        {
            if (one.Kind == GateEventKind.Granted)
            {
                totals[one.Request.Id] = totalThen += Math.Max(1, one.Request.Stock);
                if (known is var (total, remaining, until) && one.At < until && totalThen - total > remaining)
                {
                    return false;
                }
            }
            else if (one is { Kind: GateEventKind.Answering, Reading.Requests: { } reading } && reading.ResetIn > TimeSpan.Zero
                && (known is null || one.At >= known.Value.Until || totals[one.Request.Id] >= known.Value.Total))
            {
                TimeSpan reset = reading.ResetIn < TimeSpan.FromMinutes(1) ? reading.ResetIn : TimeSpan.FromMinutes(1);
                known = (totals[one.Request.Id], reading.Remaining, one.At + reset);
            }
        }

        return true;
    });

    /// <summary>Where the gate knows its own limits, its retry-after is neither too short nor too long by a tick.</summary>
    [Fact]
    public void RetryAfter_IsTheSmallestHonestOne() => Check.That(
        RandomRun.All.Select(run => run with
        {
            Outcomes = [AttemptOutcome.Answered, AttemptOutcome.RateLimited, AttemptOutcome.Overloaded],
            Settings = run.Settings with { QueueLength = 0, Lease = TimeSpan.FromDays(1), Limits = run.Settings.Limits with { Concurrency = null } },
            Steps = [.. run.Steps.Select(step => step.Kind == StepKind.Enter ? step with { B = step.B % 13 == 0 ? step.B + 1 : step.B } : step)],
        }),
        (run, _) =>
        {
            GateAnswer answer = run.Enter("eve", 40);
            if (answer.Kind == AdmissionKind.Granted || run.Gate.Save().Cooldown.Probe is not null)
            {
                return true; // how long a probe takes nobody knows
            }

            ProviderGate early = run.Copy();
            ProviderGate due = run.Copy();
            return Enter(early, run.Now + answer.RetryAfter - TimeSpan.FromTicks(1)) == AdmissionKind.Refused && Enter(due, run.Now + answer.RetryAfter) == AdmissionKind.Granted;
        });

    /// <summary>Whoever was under way when it refused before says nothing new, unless he says how long, or that an operator must act.</summary>
    private static bool IsNews(AttemptReport report, int order, (int Granted, AttemptOutcome Outcome) last) =>
        order > last.Granted || report.RetryAfter > TimeSpan.Zero
        || (report.Outcome is AttemptOutcome.QuotaExhausted or AttemptOutcome.CredentialRefused && report.Outcome != last.Outcome);

    private static AdmissionKind Enter(ProviderGate gate, DateTimeOffset at) => gate.Enter(new EnterRequest(PermitId.New(), "eve", 40), at).Answer.Kind;

    private static IEnumerable<GateEvent> Behind(GateRun run, GateEvent refusal) =>
        run.Trace.SkipWhile(one => !ReferenceEquals(one, refusal)).Where(one => one.Kind == GateEventKind.Granted);
}
