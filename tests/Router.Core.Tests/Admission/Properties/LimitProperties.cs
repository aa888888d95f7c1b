using FsCheck.Fluent;
using Router.Core.Admission;
using Router.Core.Configuration;

namespace Router.Core.Tests.Admission.Properties;

/// <summary>Whatever comes in whatever order: never over a limit, and all of it usable.</summary>
public sealed class LimitProperties
{
    [Fact]
    public void AnyArrivals_NoMinuteHoldsMoreRequestsThanTheLimit() => Check.That(RandomRun.All, (run, random) =>
        random.Settings.Limits.RequestsPerMinute is not { } limit
        || Grants(run).All(index => new Books(run.Trace).RequestsAt(index) + Math.Min(limit, Math.Max(1, run.Trace[index].Request.Stock)) <= limit));

    [Fact]
    public void AnyArrivals_NoMinuteBorrowsMoreTokensThanTheLimit() => Check.That(RandomRun.All, (run, random) =>
        random.Settings.Limits.TokensPerMinute is not { } limit
        || Grants(run).All(index => new Books(run.Trace).TokensAt(index) + Math.Min(limit, run.Trace[index].Request.Tokens) <= limit));

    [Fact]
    public void AnyArrivals_NoMoreAtOneTimeThanTheLimit() => Check.That(RandomRun.All, (run, random) =>
        random.Settings.Limits.Concurrency is not { } limit
        || Grants(run).All(index => new Books(run.Trace).OpenAt(index) + Math.Min(limit, Math.Max(1, run.Trace[index].Request.Stock)) <= limit));

    /// <summary>The gate's own books agree with the story's.</summary>
    [Fact]
    public void AnyArrivals_WhatIsUsedIsWhatWasGranted() => Check.That(RandomRun.All, (run, _) =>
    {
        GateStatus status = run.Gate.Status(run.Now);
        List<GateEvent> story = [.. run.Trace, new GateEvent(GateEventKind.Queued, run.Now, default)];
        var books = new Books(story);
        return (status.RequestsUsed, status.TokensUsed, status.Permits) == (books.RequestsAt(run.Trace.Count), books.TokensAt(run.Trace.Count), run.Open.Count);
    });

    /// <summary>However the run went: when it is over and a minute later, the whole limit can be granted at one moment, and no more.</summary>
    [Fact]
    public void NoPermitIsLost_AllOfTheLimitIsUsableAfterwards() => Check.That(RandomRun.All.Where(run => run.Settings.Limits is { RequestsPerMinute: not null }), (run, random) =>
    {
        ProviderLimits limits = random.Settings.Limits;
        run.Drain();
        run.Reopen();
        run.Wait(700); // what was learned is forgotten behind ten minutes
        long expected = Math.Min(limits.RequestsPerMinute!.Value, limits.Concurrency ?? long.MaxValue);
        int granted = Enumerable.Range(0, 20).Count(_ => run.Enter(tokens: 1).Kind == AdmissionKind.Granted);
        return granted == expected;
    });

    /// <summary>A client that always comes as soon as it may gets the limit in every minute.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(600)]
    public void GreedyClient_GetsTheWholeLimitEveryMinute(int limit)
    {
        var run = new GateRun(new GateSettings { Limits = new ProviderLimits(limit, null, null), Lease = TimeSpan.FromDays(1) });
        var random = new Random(limit);
        int granted = 0;
        while (run.Now < GateRun.Start + TimeSpan.FromMinutes(10))
        {
            GateAnswer answer = run.Enter();
            granted += answer.Kind == AdmissionKind.Granted ? 1 : 0;
            if (run.Open.Count > 0)
            {
                run.Report(run.Open[0], AttemptOutcome.Answered);
            }

            run.WaitUntil(run.Now + (answer.Kind == AdmissionKind.Granted ? TimeSpan.FromTicks(random.Next(1, 1 + 300_000_000 / limit)) : answer.RetryAfter));
        }

        Assert.Equal(limit * 10, granted);
    }

    /// <summary>Many grants share entries of the log: still never over the limit, and at most a thousandth of it is lost.</summary>
    [Fact]
    public void LargeLimit_IsNeverExceededAndAlmostWhollyUsed()
    {
        const int Limit = 20_000;
        var gate = new ProviderGate(new GateSettings { Limits = new ProviderLimits(Limit, null, null) });
        var grants = new List<long>();
        long now = 0;
        while (now < 5 * TimeSpan.TicksPerMinute)
        {
            PermitId id = new(new Guid(grants.Count, 0, 0, new byte[8]));
            GateAnswer answer = gate.Enter(new EnterRequest(id, "ann", 0), GateRun.Start.AddTicks(now)).Answer;
            if (answer.Kind == AdmissionKind.Granted)
            {
                grants.Add(now);
                gate.Report(id, new AttemptReport(AttemptOutcome.Answered, 0), GateRun.Start.AddTicks(now));
                now += grants.Count < Limit ? 15_000 : 1_000; // half a minute for the first limit, then as fast as it lets in
            }
            else
            {
                now += answer.RetryAfter.Ticks;
            }
        }

        Assert.All(grants.Skip(Limit).Select((at, index) => at - grants[index]), apart => Assert.True(apart >= TimeSpan.TicksPerMinute));
        Assert.InRange(grants.Count, Limit * 5 * 0.999, Limit * 5);
    }

    private static IEnumerable<int> Grants(GateRun run) => Enumerable.Range(0, run.Trace.Count).Where(index => run.Trace[index].Kind == GateEventKind.Granted);
}
