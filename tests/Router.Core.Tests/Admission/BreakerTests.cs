using Router.Core.Admission;

namespace Router.Core.Tests.Admission;

public sealed class BreakerTests
{
    private readonly GateRun _run = new(new GateSettings());

    [Fact]
    public void FiveFailuresInARow_OpenIt()
    {
        Fail(4);
        Assert.Equal(AdmissionKind.Granted, _run.Enter().Kind);
        _run.Report(_run.Open[0], AttemptOutcome.Failed);
        GateAnswer answer = _run.Enter();
        Assert.Equal((AdmissionKind.Refused, RefusalReason.Failing), (answer.Kind, answer.Reason));
        Assert.InRange(answer.RetryAfter.TotalSeconds, 3.75, 5);
    }

    [Theory]
    [InlineData(AttemptOutcome.Answered)]
    [InlineData(AttemptOutcome.ClientFault)]
    [InlineData(AttemptOutcome.RateLimited)]
    public void AnythingThatProvesLife_StartsTheCountAgain(AttemptOutcome outcome)
    {
        var run = new GateRun(new GateSettings { Cooldown = false });
        foreach (AttemptOutcome one in (AttemptOutcome[])[.. Enumerable.Repeat(AttemptOutcome.Failed, 4), outcome, .. Enumerable.Repeat(AttemptOutcome.Failed, 4)])
        {
            run.Enter();
            run.Report(run.Open[0], one);
        }

        Assert.Equal(AdmissionKind.Granted, run.Enter().Kind);
    }

    [Fact]
    public void ClientThatLeaves_ProvesNothing()
    {
        Fail(4);
        _run.Enter();
        _run.Report(_run.Open[0], AttemptOutcome.Abandoned);
        Fail(1);
        Assert.Equal(RefusalReason.Failing, _run.Enter().Reason);
    }

    [Fact]
    public void HalfOpen_ASingleProbeGoes_ItsAnswerClosesTheBreaker()
    {
        Open();
        Assert.Equal(AdmissionKind.Granted, _run.Enter().Kind);
        Assert.Equal(AdmissionKind.Refused, _run.Enter().Kind);
        Assert.Equal(AdmissionKind.Queued, _run.Enter(patience: 10).Kind);
        _run.Report(_run.Open[0], AttemptOutcome.Answered);
        Assert.Single(_run.Open);
        Assert.Equal(AdmissionKind.Granted, _run.Enter().Kind);
    }

    [Fact]
    public void ProbeThatFails_OpensItForTwiceAsLong_UpToAMinute()
    {
        Fail(5);
        double[] nominal = [5, 10, 20, 40, 60, 60];
        foreach (double seconds in nominal)
        {
            TimeSpan pause = _run.Enter().RetryAfter;
            Assert.InRange(pause.TotalSeconds, seconds * 0.75, seconds);
            _run.Wait(pause.TotalSeconds);
            Fail(1);
        }
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("abandon")]
    [InlineData("silence")]
    public void ProbeThatIsLost_MakesRoomForAnother(string how)
    {
        Open();
        _run.Enter();
        PermitId probe = _run.Open[0];
        switch (how)
        {
            case "cancel":
                _run.Cancel(probe);
                break;
            case "abandon":
                _run.Report(probe, AttemptOutcome.Abandoned);
                break;
            default:
                _run.Wait(180);
                break;
        }

        Assert.Equal(AdmissionKind.Granted, _run.Enter().Kind);
        Assert.Equal(AdmissionKind.Refused, _run.Enter().Kind);
    }

    /// <summary>The node that held the probe may be dead: whoever waits is let in without anyone's doing.</summary>
    [Fact]
    public void ProbeThatIsNotHeardOf_IsGivenUpWhileOthersWait()
    {
        Open();
        _run.Enter();
        Assert.Equal(AdmissionKind.Queued, _run.Enter("bob", patience: 300).Kind);
        _run.Wait(179);
        Assert.Single(_run.Waiting);
        _run.Wait(1);
        Assert.Equal(("bob", GateEventKind.Granted), (_run.Trace[^1].Request.User, _run.Trace[^1].Kind));
    }

    /// <summary>A long stream must not keep everyone out, but if it is cut the provider is not well yet.</summary>
    [Fact]
    public void ProbeThatBeginsToAnswer_LetsOthersIn_TheNextFailureShutsThemOut()
    {
        Open();
        _run.Enter();
        PermitId probe = _run.Open[0];
        _run.Answering(probe);
        Assert.Equal(AdmissionKind.Granted, _run.Enter().Kind);
        _run.Report(probe, AttemptOutcome.Failed);
        GateAnswer answer = _run.Enter();
        Assert.Equal(RefusalReason.Failing, answer.Reason);
        Assert.InRange(answer.RetryAfter.TotalSeconds, 7.5, 10);
    }

    [Fact]
    public void FailuresOfOldRequests_DoNotOpenItAgain()
    {
        PermitId[] old = [.. Enumerable.Range(0, 20).Select(_ => { _run.Enter(); return _run.Open[^1]; })];
        for (int index = 0; index < 5; index++)
        {
            _run.Report(old[index], AttemptOutcome.Failed);
        }

        _run.Wait(5);
        _run.Enter();
        _run.Report(_run.Open[^1], AttemptOutcome.Answered);
        for (int index = 5; index < 20; index++)
        {
            _run.Report(old[index], AttemptOutcome.Failed);
        }

        Assert.Equal(AdmissionKind.Granted, _run.Enter().Kind);
    }

    [Fact]
    public void SwitchedOff_NothingOpensIt()
    {
        var run = new GateRun(new GateSettings { Breaker = false });
        for (int time = 0; time < 50; time++)
        {
            Assert.Equal(AdmissionKind.Granted, run.Enter().Kind);
            run.Report(run.Open[0], AttemptOutcome.Failed);
        }
    }

    private void Open()
    {
        Fail(5);
        _run.Wait(5);
    }

    private void Fail(int times)
    {
        for (int time = 0; time < times; time++)
        {
            Assert.Equal(AdmissionKind.Granted, _run.Enter().Kind);
            _run.Report(_run.Open[^1], AttemptOutcome.Failed);
        }
    }
}
