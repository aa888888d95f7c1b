using Router.Core.Admission;
using Router.Core.Admission.Hints;
using Router.Core.Configuration;

namespace Router.Core.Tests.Admission;

public sealed class ProviderGateTests
{
    [Fact]
    public void WithoutLimits_EveryoneMayGo()
    {
        GateRun run = Gate();
        Assert.All(Enumerable.Range(0, 5000), _ => Assert.Equal(AdmissionKind.Granted, run.Enter(tokens: 1_000_000).Kind));
    }

    [Fact]
    public void LimitUsedUp_RetryAfterIsWhenTheOldestLeavesTheWindow()
    {
        GateRun run = Gate(requests: 2);
        run.Enter();
        run.Wait(20);
        run.Enter();
        run.Wait(5);
        Assert.Equal(GateAnswer.Refused(RefusalReason.Limit, TimeSpan.FromSeconds(35)), run.Enter());
    }

    [Fact]
    public void TokensBorrowedTooMuch_ComeBackAtOnce()
    {
        GateRun run = Gate(tokens: 100);
        run.Enter(tokens: 90);
        Assert.Equal(AdmissionKind.Refused, run.Enter(tokens: 50).Kind);
        run.Report(run.Open[0], AttemptOutcome.Answered, 30);
        Assert.Equal(AdmissionKind.Granted, run.Enter(tokens: 70).Kind);
        Assert.Equal(100, run.Gate.Status(run.Now).TokensUsed);
    }

    [Fact]
    public void TokensBorrowedTooLittle_AreAddedFromWhenThatIsKnown()
    {
        GateRun run = Gate(tokens: 100);
        run.Enter(tokens: 10);
        run.Wait(50);
        run.Report(run.Open[0], AttemptOutcome.Answered, 70);
        Assert.Equal(AdmissionKind.Refused, run.Enter(tokens: 40).Kind);
        run.Wait(10);
        Assert.Equal(60, run.Gate.Status(run.Now).TokensUsed);
        Assert.Equal(TimeSpan.FromSeconds(50), run.Enter(tokens: 50).RetryAfter);
    }

    [Fact]
    public void RequestLargerThanTheLimit_GoesAloneIntoAnEmptyWindow()
    {
        GateRun run = Gate(tokens: 100);
        run.Enter(tokens: 1);
        Assert.Equal(AdmissionKind.Queued, run.Enter("big", 5000, patience: 60).Kind);
        Assert.Equal(AdmissionKind.Queued, run.Enter("small", 1, patience: 300).Kind);
        run.Wait(60);
        Assert.Equal(["ann", "big"], run.Open.Count == 2 ? ["ann", run.Trace[^1].Request.User] : []);
        run.Wait(60);
        Assert.Empty(run.Waiting);
    }

    [Fact]
    public void CancelledPermit_IsAsThoughItHadNeverBeen()
    {
        GateRun run = Gate(requests: 1, tokens: 10, slots: 1);
        run.Enter(tokens: 10);
        run.Cancel(run.Open[0]);
        Assert.Equal(AdmissionKind.Granted, run.Enter(tokens: 10).Kind);
    }

    [Fact]
    public void CancelledTicket_IsNotGranted()
    {
        GateRun run = Gate(slots: 1);
        run.Enter();
        run.Enter("bob", patience: 60);
        run.Enter("cleo", patience: 60);
        run.Cancel(run.Waiting[0]);
        run.Report(run.Open[0], AttemptOutcome.Answered);
        Assert.Equal("cleo", run.Trace[^1].Request.User);
    }

    /// <summary>A node that dies must not block the gate, and what it borrowed counts as used.</summary>
    [Fact]
    public void PermitThatNobodyRenews_ExpiresAndCountsAsUsed()
    {
        GateRun run = Gate(slots: 1);
        run.Enter(tokens: 7);
        run.Wait(300);
        run.Renew(run.Open[0]);
        run.Wait(599.999);
        Assert.Equal(AdmissionKind.Refused, run.Enter().Kind);
        Assert.Equal(AdmissionKind.Queued, run.Enter(patience: 10).Kind);
        run.Wait(0.001);
        Assert.Equal(GateEventKind.Granted, run.Trace[^1].Kind);
    }

    [Fact]
    public void ReportOfAnExpiredPermit_IsIgnored()
    {
        GateRun run = Gate(slots: 1);
        run.Enter();
        PermitId late = run.Open[0];
        run.Wait(600);
        run.Gate.Report(late, new AttemptReport(AttemptOutcome.QuotaExhausted, 5_000), run.Now);
        Assert.Equal(AdmissionKind.Granted, run.Enter().Kind);
        Assert.Equal(0, run.Gate.Status(run.Now).TokensUsed);
    }

    [Fact]
    public void PatienceOver_TheTicketIsRefused()
    {
        GateRun run = Gate(slots: 1);
        run.Enter();
        run.Enter("bob", patience: 12);
        run.Wait(11.9);
        Assert.Single(run.Waiting);
        run.Wait(0.1);
        Assert.Equal((GateEventKind.Refused, RefusalReason.Limit), (run.Trace[^1].Kind, run.Trace[^1].Reason));
        Assert.True(run.Trace[^1].RetryAfter > TimeSpan.Zero);
    }

    /// <summary>Waiting in vain helps nobody: whoever is less patient than the window is told at once.</summary>
    [Fact]
    public void WindowLongerThanThePatience_RefusesAtOnce()
    {
        GateRun run = Gate(requests: 1);
        run.Enter();
        Assert.Equal(GateAnswer.Refused(RefusalReason.Limit, TimeSpan.FromMinutes(1)), run.Enter("bob", patience: 59));
        Assert.Equal(AdmissionKind.Queued, run.Enter("bob", patience: 60).Kind);
        Assert.Equal(TimeSpan.FromMinutes(2), run.Enter("cleo").RetryAfter);
    }

    [Fact]
    public void FullQueue_TheLongestLineMakesRoomForOthers()
    {
        GateRun run = Gate(slots: 1, queue: 3);
        run.Enter();
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(AdmissionKind.Queued, run.Enter("greedy", patience: 60).Kind));
        GateAnswer own = run.Enter("greedy", patience: 60);
        Assert.Equal((AdmissionKind.Refused, RefusalReason.QueueFull), (own.Kind, own.Reason));
        Assert.Equal(AdmissionKind.Queued, run.Enter("modest", patience: 60).Kind);
        Assert.Equal(("greedy", RefusalReason.QueueFull), (run.Trace[^2].Request.User, run.Trace[^2].Reason));
        Assert.Equal(3, run.Waiting.Count);
    }

    [Fact]
    public void FullQueue_BackgroundMakesRoomForInteractive()
    {
        GateRun run = Gate(slots: 1, queue: 2);
        run.Enter();
        run.Enter("bob", patience: 60);
        run.Enter("job", of: AdmissionClass.Background, patience: 60);
        Assert.Equal(AdmissionKind.Queued, run.Enter("bob", patience: 60).Kind);
        Assert.Equal(AdmissionKind.Refused, run.Enter("job", of: AdmissionClass.Background, patience: 60).Kind);
    }

    [Fact]
    public void Burst_DoesNotDelayTheNextUserByMoreThanATurn()
    {
        GateRun run = Gate(slots: 1);
        run.Enter("greedy");
        for (int ticket = 0; ticket < 100; ticket++)
        {
            run.Enter("greedy", patience: 600);
        }

        run.Enter("modest", patience: 600);
        run.Report(run.Open[0], AttemptOutcome.Answered);
        run.Report(run.Open[0], AttemptOutcome.Answered);
        Assert.Equal("modest", run.Trace[^1].Request.User);
    }

    [Fact]
    public void SlotsInUse_RetryAfterIsHowLongTheyAreHeldOnAverage()
    {
        GateRun run = Gate(slots: 2);
        for (int time = 0; time < 200; time++)
        {
            run.Enter();
            run.Wait(40);
            run.Report(run.Open[0], AttemptOutcome.Answered);
        }

        run.Enter();
        run.Enter();
        Assert.InRange(run.Enter().RetryAfter.TotalSeconds, 19.9, 20.1);
    }

    [Fact]
    public void Stock_CountsUntilAMinuteAfterItCameBack()
    {
        GateRun run = Gate(requests: 10);
        run.Enter("node1", stock: 6);
        run.Wait(120);
        run.Renew(run.Open[0]);
        Assert.Equal(AdmissionKind.Refused, run.Enter("node2", stock: 5).Kind);
        run.Report(run.Open[0], AttemptOutcome.Answered, 0, requests: 2);
        Assert.Equal(AdmissionKind.Granted, run.Enter("node2", stock: 8).Kind);
        run.Wait(60);
        Assert.Equal(AdmissionKind.Granted, run.Enter("node3", stock: 2).Kind);
    }

    [Fact]
    public void Headers_CloseTheGateBeforeTheProviderHasTo()
    {
        GateRun run = Gate();
        run.Enter();
        run.Enter();
        run.Answering(run.Open[0], new ProviderReading(new RateReading(50, 2, TimeSpan.FromSeconds(30)), null));
        Assert.Equal(AdmissionKind.Granted, run.Enter().Kind); // two left, one of them was granted before the answer came
        Assert.Equal(GateAnswer.Refused(RefusalReason.Limit, TimeSpan.FromSeconds(30)), run.Enter());
        Assert.Equal(50, run.Gate.Status(run.Now).LearnedRequests);
        run.Wait(30);
        Assert.Equal(50, Enumerable.Range(0, 80).Count(_ => run.Enter().Kind == AdmissionKind.Granted));
    }

    [Fact]
    public void HeadersOfTokens_CloseTheGateForLargeRequests()
    {
        GateRun run = Gate();
        run.Enter(tokens: 10);
        run.Answering(run.Open[0], new ProviderReading(null, new RateReading(null, 1000, TimeSpan.FromSeconds(10))));
        Assert.Equal(TimeSpan.FromSeconds(10), run.Enter(tokens: 1001).RetryAfter);
        Assert.Equal(AdmissionKind.Granted, run.Enter(tokens: 1000).Kind);
    }

    [Fact]
    public void HeadersOfAnOlderRequest_ChangeNothing()
    {
        GateRun run = Gate();
        run.Enter();
        run.Enter();
        run.Answering(run.Open[1], new ProviderReading(new RateReading(null, 0, TimeSpan.FromSeconds(30)), null));
        run.Answering(run.Open[0], new ProviderReading(new RateReading(null, 1000, TimeSpan.FromSeconds(30)), null));
        Assert.Equal(AdmissionKind.Refused, run.Enter().Kind);
    }

    [Fact]
    public void ReadingBehindTheReset_SaysMoreThanWhatFollowedFromIt()
    {
        var run = new GateRun(new GateSettings());
        run.Enter();
        run.Enter();
        run.Enter();
        run.Answering(run.Open[1], new ProviderReading(new RateReading(10, 5, TimeSpan.FromSeconds(5)), null));
        run.Wait(6);
        run.Enter();
        run.Answering(run.Open[0], new ProviderReading(new RateReading(10, 3, TimeSpan.FromSeconds(30)), null));

        Assert.Equal(AdmissionKind.Refused, run.Enter().Kind);
    }

    [Fact]
    public void LearnedLimit_IsForgottenWhenNotSeenForLong()
    {
        GateRun run = Gate();
        run.Enter();
        run.Answering(run.Open[0], new ProviderReading(new RateReading(3, 0, TimeSpan.FromSeconds(30)), null));
        run.Wait(540);
        Assert.Equal(3, Enumerable.Range(0, 80).Count(_ => run.Enter().Kind == AdmissionKind.Granted));
        run.Wait(150);
        Assert.Equal(80, Enumerable.Range(0, 80).Count(_ => run.Enter().Kind == AdmissionKind.Granted));
    }

    [Fact]
    public void LimitThatComesWithAReload_KnowsWhatWasUsed()
    {
        GateRun run = Gate();
        run.Enter();
        run.Enter();
        run.Gate.Configure(new GateSettings { Limits = new ProviderLimits(3, null, null) }, run.Now);
        Assert.Equal(AdmissionKind.Granted, run.Enter().Kind);
        Assert.Equal(AdmissionKind.Refused, run.Enter().Kind);
    }

    [Fact]
    public void AbsurdTokens_AreNoReasonToBreak()
    {
        GateRun run = Gate(tokens: 100);
        Assert.Equal(AdmissionKind.Granted, run.Enter(tokens: long.MaxValue).Kind);
        Assert.Equal(AdmissionKind.Refused, run.Enter(tokens: long.MinValue).Kind);
        run.Report(run.Open[0], AttemptOutcome.Answered, -5);
        Assert.Equal(AdmissionKind.Granted, run.Enter(tokens: 100).Kind);
    }

    private static GateRun Gate(long? requests = null, long? tokens = null, long? slots = null, int queue = 1000) =>
        new(new GateSettings { Limits = new ProviderLimits(requests, tokens, slots), QueueLength = queue });
}
