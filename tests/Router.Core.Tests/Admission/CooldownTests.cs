using Router.Core.Admission;

namespace Router.Core.Tests.Admission;

/// <summary>Refusals of the provider. Regressions: pitfalls 51, 53.</summary>
public sealed class CooldownTests
{
    private readonly GateRun _run = new(new GateSettings());

    [Theory]
    [InlineData(AttemptOutcome.RateLimited, RefusalReason.RateLimited)]
    [InlineData(AttemptOutcome.Overloaded, RefusalReason.Overloaded)]
    [InlineData(AttemptOutcome.QuotaExhausted, RefusalReason.QuotaExhausted)]
    public void Hint_IsKeptExactlyAndNamed(AttemptOutcome outcome, RefusalReason reason)
    {
        Meet(outcome, 7.5);
        Assert.Equal(GateAnswer.Refused(reason, TimeSpan.FromSeconds(7.5)), _run.Enter());
        _run.Wait(7.5);
        Assert.Equal(AdmissionKind.Granted, _run.Enter().Kind);
    }

    [Fact]
    public void WithoutHint_ThePauseDoublesUpToAMinute()
    {
        double[] nominal = [0.5, 1, 2, 4, 8, 16, 32, 60, 60];
        foreach (double seconds in nominal)
        {
            Meet(AttemptOutcome.RateLimited);
            TimeSpan pause = _run.Enter().RetryAfter;
            Assert.InRange(pause.TotalSeconds, seconds * 0.75, seconds);
            _run.Wait(pause.TotalSeconds);
        }
    }

    [Fact]
    public void Answer_MakesTheNextPauseShortAgain()
    {
        Meet(AttemptOutcome.RateLimited);
        _run.Wait(2);
        Meet(AttemptOutcome.RateLimited);
        _run.Wait(4);
        Meet(AttemptOutcome.Answered);
        Meet(AttemptOutcome.RateLimited);
        Assert.InRange(_run.Enter().RetryAfter.TotalSeconds, 0.375, 0.5);
    }

    [Fact]
    public void BurstOfTheSameRefusal_CountsOnce()
    {
        PermitId[] burst = [.. Enumerable.Range(0, 30).Select(_ => Permit())];
        foreach (PermitId permit in burst)
        {
            _run.Report(permit, AttemptOutcome.RateLimited, 0);
        }

        Assert.InRange(_run.Enter().RetryAfter.TotalSeconds, 0.375, 0.5);
    }

    [Fact]
    public void LaterHint_OfTheSameBurst_ProlongsButNeverShortens()
    {
        PermitId first = Permit();
        PermitId second = Permit();
        PermitId third = Permit();
        _run.Report(first, AttemptOutcome.RateLimited, 0, TimeSpan.FromSeconds(10));
        _run.Report(second, AttemptOutcome.RateLimited, 0, TimeSpan.FromSeconds(20));
        _run.Report(third, AttemptOutcome.Overloaded, 0, TimeSpan.FromSeconds(5));
        Assert.Equal(GateAnswer.Refused(RefusalReason.RateLimited, TimeSpan.FromSeconds(20)), _run.Enter());
    }

    [Fact]
    public void Quota_CoolsForLongAndIsShown()
    {
        Meet(AttemptOutcome.RateLimited);
        _run.Wait(2);
        Meet(AttemptOutcome.QuotaExhausted);
        Assert.InRange(_run.Enter().RetryAfter.TotalMinutes, 11.25, 15);
        GateStatus status = _run.Gate.Status(_run.Now);
        Assert.Equal(RefusalReason.QuotaExhausted, status.Closed);
        Assert.True(status.OpensAt > _run.Now + TimeSpan.FromMinutes(11));
    }

    [Fact]
    public void Quota_InABurstOfRateLimits_StillCounts()
    {
        PermitId first = Permit();
        PermitId second = Permit();
        _run.Report(first, AttemptOutcome.RateLimited, 0);
        _run.Report(second, AttemptOutcome.QuotaExhausted, 0);
        Assert.Equal(RefusalReason.QuotaExhausted, _run.Enter().Reason);
    }

    [Fact]
    public void HintOfWeeks_IsADay()
    {
        Meet(AttemptOutcome.RateLimited, TimeSpan.FromDays(30).TotalSeconds);
        Assert.Equal(TimeSpan.FromDays(1), _run.Enter().RetryAfter);
    }

    [Fact]
    public void Reopened_ItLetsInAtOnce()
    {
        Meet(AttemptOutcome.QuotaExhausted);
        _run.Reopen();
        Assert.Equal(AdmissionKind.Granted, _run.Enter().Kind);
    }

    [Fact]
    public void BehindIt_OneGoesFirst_AndItsAnswerLetsTheOthersIn()
    {
        Meet(AttemptOutcome.RateLimited, 10);
        _run.Enter("ann", patience: 60);
        _run.Enter("bob", patience: 60);
        _run.Wait(10);
        PermitId probe = Assert.Single(_run.Open);
        Assert.Equal(RefusalReason.RateLimited, _run.Gate.Status(_run.Now).Closed);
        _run.Answering(probe);
        Assert.Equal(2, _run.Open.Count);
        Assert.Equal(RefusalReason.None, _run.Gate.Status(_run.Now).Closed);
    }

    [Theory]
    [InlineData(AttemptOutcome.Abandoned)]
    [InlineData(AttemptOutcome.Failed)]
    public void ProbeWithoutAnswer_LetsTheNextTry(AttemptOutcome outcome)
    {
        Meet(AttemptOutcome.RateLimited, 10);
        _run.Wait(10);
        PermitId probe = Permit();
        Assert.Equal(AdmissionKind.Refused, _run.Enter().Kind);
        _run.Report(probe, outcome);
        Permit();
    }

    [Fact]
    public void SilentProbe_IsGivenUp()
    {
        Meet(AttemptOutcome.RateLimited, 10);
        _run.Wait(10);
        Permit();
        _run.Enter("ann", patience: 300);
        _run.Wait(180);
        Assert.Equal(2, _run.Open.Count);
    }

    [Fact]
    public void RefusedCredential_CoolsForAMinuteAndIsShown()
    {
        Meet(AttemptOutcome.CredentialRefused);
        Assert.InRange(_run.Enter().RetryAfter.TotalSeconds, 45, 60);
        Assert.Equal(RefusalReason.CredentialRefused, _run.Gate.Status(_run.Now).Closed);
    }

    [Fact]
    public void Drained_SendsEverybodyElsewhere_AndLetsRunningOnesEnd()
    {
        var run = new GateRun(new GateSettings { Limits = new(null, null, 1) });
        run.Enter();
        run.Enter("waiting", patience: 300);
        run.Configure(new GateSettings { Limits = new(null, null, 1), Drained = true });
        Assert.Equal(RefusalReason.Drained, Assert.Single(run.Trace, one => one.Kind == GateEventKind.Refused).Reason);
        Assert.Equal(RefusalReason.Drained, run.Enter("late", patience: 300).Reason);
        run.Report(run.Open[0], AttemptOutcome.Answered);
        run.Configure(new GateSettings { Limits = new(null, null, 1) });
        Assert.Equal(AdmissionKind.Granted, run.Enter().Kind);
    }

    [Fact]
    public void GateThatRemembersNothing_IsIdle()
    {
        Assert.True(_run.Gate.IsIdle(_run.Now));
        Meet(AttemptOutcome.RateLimited, 10);
        _run.Wait(70);
        Assert.False(_run.Gate.IsIdle(_run.Now));
        Meet(AttemptOutcome.Answered);
        Assert.False(_run.Gate.IsIdle(_run.Now));
        _run.Wait(60);
        Assert.True(_run.Gate.IsIdle(_run.Now));
    }

    [Theory]
    [InlineData(AttemptOutcome.RateLimited)]
    [InlineData(AttemptOutcome.Failed)]
    public void OldTrouble_IsForgottenAfterAnHour(AttemptOutcome outcome)
    {
        Meet(outcome, 10);
        _run.Wait(3500);
        Assert.False(_run.Gate.IsIdle(_run.Now));
        _run.Wait(120);
        Assert.True(_run.Gate.IsIdle(_run.Now));
    }

    [Fact]
    public void SwitchedOff_NothingCools()
    {
        var run = new GateRun(new GateSettings { Cooldown = false });
        run.Enter();
        run.Report(run.Open[0], AttemptOutcome.RateLimited, 0, TimeSpan.FromHours(1));
        Assert.Equal(AdmissionKind.Granted, run.Enter().Kind);
    }

    [Fact]
    public void WhoeverCantWaitThatLong_IsSentElsewhereAtOnce()
    {
        var run = new GateRun(new GateSettings { Limits = new(null, null, 1) });
        run.Enter();
        run.Enter("hasty", patience: 30);
        run.Enter("calm", patience: 300);
        run.Report(run.Open[0], AttemptOutcome.Overloaded, 0, TimeSpan.FromSeconds(60));
        GateEvent refused = Assert.Single(run.Trace, one => one.Kind == GateEventKind.Refused);
        Assert.Equal(("hasty", RefusalReason.Overloaded, 60), (refused.Request.User, refused.Reason, refused.RetryAfter.TotalSeconds));
        Assert.Equal(AdmissionKind.Refused, run.Enter("hasty", patience: 30).Kind);
        run.Wait(60);
        Assert.Equal("calm", run.Trace[^1].Request.User);
        Assert.Equal(GateEventKind.Granted, run.Trace[^1].Kind);
    }

    private PermitId Permit()
    {
        Assert.Equal(AdmissionKind.Granted, _run.Enter().Kind);
        return _run.Open[^1];
    }

    private void Meet(AttemptOutcome outcome, double? hint = null) =>
        _run.Report(Permit(), outcome, 0, hint is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
}
