using Router.Core.Admission;
using Router.Core.Admission.Hints;
using Router.Core.Configuration;

namespace Router.Core.Tests.Admission;

/// <summary>What every host of gates must do. A host's test class gives its gates, who listens to them, and its clock.</summary>
public abstract class ProviderGatesContract
{
    private protected static readonly GateKey Key = new("a", "0", "claude-opus-4");

    private protected ProviderLimits Limits { get; set; } = new(1, null, null);

    private protected abstract IProviderGates Gates { get; }

    /// <summary>Lets time pass.</summary>
    private protected abstract void Advance(double seconds);

    /// <summary>The answer to a ticket, once it has come.</summary>
    private protected abstract Task<GateAnswer> Answered(PermitId ticket);

    [Fact]
    public async Task Ticket_IsAnsweredOnceThereIsRoom()
    {
        await Enter(Key, 0);
        (PermitId ticket, GateAnswer answer) = await Enter(Key, 90);
        Assert.Equal(GateAnswer.Queued, answer);
        Advance(60);
        await Gates.TickAsync(Key);
        Assert.Equal(GateAnswer.Granted, await Answered(ticket));
    }

    [Fact]
    public async Task Ticket_IsRefusedWhenItsPatienceEnds()
    {
        Limits = new ProviderLimits(null, null, 1);
        await Enter(Key, 0);
        (PermitId ticket, GateAnswer answer) = await Enter(Key, 5);
        Assert.Equal(GateAnswer.Queued, answer);
        Advance(5);
        await Gates.TickAsync(Key);
        Assert.Equal(AdmissionKind.Refused, (await Answered(ticket)).Kind);
    }

    [Fact]
    public async Task Gates_AreApart()
    {
        await Enter(Key, 0);
        Assert.Equal(AdmissionKind.Refused, (await Enter(Key, 0)).Answer.Kind);
        Assert.Equal(AdmissionKind.Granted, (await Enter(Key with { Credential = "1" }, 0)).Answer.Kind);
        Assert.Equal(AdmissionKind.Granted, (await Enter(Key with { Family = "claude-haiku-4" }, 0)).Answer.Kind);
    }

    [Fact]
    public async Task SameIdAgain_IsTheSamePermit()
    {
        var request = new EnterRequest(PermitId.New(), "ann", 1);
        Assert.Equal(GateAnswer.Granted, await Gates.EnterAsync(Key, request));
        Assert.Equal(GateAnswer.Granted, await Gates.EnterAsync(Key, request));
        await Gates.ReportAsync(Key, request.Id, new AttemptReport(AttemptOutcome.Answered, 1));
        await Gates.ReportAsync(Key, request.Id, new AttemptReport(AttemptOutcome.Failed, 1));
        GateStatus status = (await Gates.StatusAsync(Key))!;
        Assert.Equal((0, 1L, RefusalReason.None), (status.Permits, status.RequestsUsed, status.Closed));
    }

    [Fact]
    public async Task Window_LetsExactlyItsLimitThrough()
    {
        Limits = new ProviderLimits(5, null, null);
        for (int minute = 0; minute < 3; minute++)
        {
            for (int request = 0; request < 5; request++)
            {
                (PermitId id, GateAnswer granted) = await Enter(Key, 0);
                Assert.Equal(AdmissionKind.Granted, granted.Kind);
                await Gates.ReportAsync(Key, id, new AttemptReport(AttemptOutcome.Answered, 0));
            }

            GateAnswer refused = (await Enter(Key, 0)).Answer;
            Assert.Equal((AdmissionKind.Refused, RefusalReason.Limit, TimeSpan.FromMinutes(1)), (refused.Kind, refused.Reason, refused.RetryAfter));
            Advance(60);
        }
    }

    [Fact]
    public async Task RefusalOfTheProvider_KeepsOthersAwayForAsLongAsItAsks()
    {
        Limits = new ProviderLimits(null, null, null);
        (PermitId permit, _) = await Enter(Key, 0);
        await Gates.ReportAsync(Key, permit, new AttemptReport(AttemptOutcome.RateLimited, 0) { RetryAfter = TimeSpan.FromSeconds(20) });
        GateAnswer refused = (await Enter(Key, 0)).Answer;
        Assert.Equal((RefusalReason.RateLimited, TimeSpan.FromSeconds(20)), (refused.Reason, refused.RetryAfter));
        Advance(20);
        (PermitId probe, GateAnswer first) = await Enter(Key, 0);
        Assert.Equal(AdmissionKind.Granted, first.Kind);
        Assert.Equal(AdmissionKind.Refused, (await Enter(Key, 0)).Answer.Kind);
        await Gates.AnsweringAsync(Key, probe, default);
        Assert.Equal(AdmissionKind.Granted, (await Enter(Key, 0)).Answer.Kind);
    }

    [Fact]
    public async Task FiveFailuresInARow_CloseIt()
    {
        Limits = new ProviderLimits(null, null, null);
        for (int failure = 0; failure < 5; failure++)
        {
            (PermitId permit, GateAnswer granted) = await Enter(Key, 0);
            Assert.Equal(AdmissionKind.Granted, granted.Kind);
            await Gates.ReportAsync(Key, permit, new AttemptReport(AttemptOutcome.Failed, null));
        }

        Assert.Equal(RefusalReason.Failing, (await Enter(Key, 0)).Answer.Reason);
    }

    [Fact]
    public async Task Headers_LimitWhatIsGranted()
    {
        Limits = new ProviderLimits(null, null, null);
        (PermitId permit, _) = await Enter(Key, 0);
        await Gates.AnsweringAsync(Key, permit, new ProviderReading(new RateReading(10, 2, TimeSpan.FromSeconds(30)), null));
        await Gates.ReportAsync(Key, permit, new AttemptReport(AttemptOutcome.Answered, 0));
        Assert.Equal(AdmissionKind.Granted, (await Enter(Key, 0)).Answer.Kind);
        Assert.Equal(AdmissionKind.Granted, (await Enter(Key, 0)).Answer.Kind);
        Assert.Equal(RefusalReason.Limit, (await Enter(Key, 0)).Answer.Reason);
        Advance(30);
        Assert.Equal(AdmissionKind.Granted, (await Enter(Key, 0)).Answer.Kind);
    }

    [Fact]
    public async Task RefusalOfTheProvider_ShowsInTheStatusUntilReopened()
    {
        Limits = new ProviderLimits(null, null, null);
        (PermitId permit, _) = await Enter(Key, 0);
        await Gates.AnsweringAsync(Key, permit, default);
        await Gates.RenewAsync(Key, [permit]);
        await Gates.ReportAsync(Key, permit, new AttemptReport(AttemptOutcome.QuotaExhausted, 0));
        Assert.Equal(RefusalReason.QuotaExhausted, (await Gates.StatusAsync(Key))!.Closed);
        await Gates.ReopenAsync(Key.Provider);
        Assert.Equal(RefusalReason.None, (await Gates.StatusAsync(Key))!.Closed);
    }

    [Fact]
    public async Task CancelledPermit_LetsTheNextIn()
    {
        (PermitId permit, _) = await Enter(Key, 0);
        (PermitId ticket, _) = await Enter(Key, 90);
        await Gates.CancelAsync(Key, permit);
        Assert.Equal(GateAnswer.Granted, await Answered(ticket));
    }

    [Fact]
    public async Task Configure_ReachesGatesThatLive()
    {
        await Enter(Key, 0);
        (PermitId ticket, _) = await Enter(Key, 90);
        Limits = new ProviderLimits(2, null, null);
        await Gates.ConfigureAsync(Key.Provider);
        Assert.Equal(GateAnswer.Granted, await Answered(ticket));
    }

    [Fact]
    public async Task GateThatNobodyEntered_HasNoStatus()
    {
        Assert.Null(await Gates.StatusAsync(Key));
        await Gates.TickAsync(Key);
        Assert.Null(await Gates.StatusAsync(Key));
    }

    /// <summary>Many at once: never more out than may be, and nothing lost.</summary>
    [Fact]
    public async Task ManyAtOneTime_NeverExceedTheSlots()
    {
        const int Slots = 3;
        Limits = new ProviderLimits(null, null, Slots);
        int open = 0;
        int granted = 0;
        await Parallel.ForAsync(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
        {
            (PermitId id, GateAnswer answer) = await Enter(Key, 0);
            if (answer.Kind == AdmissionKind.Granted)
            {
                Assert.InRange(Interlocked.Increment(ref open), 1, Slots);
                Interlocked.Increment(ref granted);
                Interlocked.Decrement(ref open);
                await Gates.ReportAsync(Key, id, new AttemptReport(AttemptOutcome.Answered, 0));
            }
        });
        GateStatus status = (await Gates.StatusAsync(Key))!;
        Assert.Equal((0, granted), (status.Permits, (int)status.RequestsUsed));
    }

    private protected async Task<(PermitId Id, GateAnswer Answer)> Enter(GateKey gate, int patience)
    {
        var id = PermitId.New();
        return (id, await Gates.EnterAsync(gate, new EnterRequest(id, "ann", 1) { Patience = TimeSpan.FromSeconds(patience) }));
    }
}
