using Router.Core.Admission;
using Router.Core.Configuration;

namespace Router.Core.Tests.Admission;

public sealed class LocalProviderGatesTests
{
    private static readonly GateKey Key = new("a", "0", "claude-opus-4");

    private readonly HandClock _clock = new();
    private readonly HeardNotices _heard = new();
    private readonly LocalProviderGates _gates;
    private ProviderLimits _limits = new(1, null, null);

    public LocalProviderGatesTests() => _gates = new LocalProviderGates(_ => new GateSettings { Limits = _limits }, _heard, _clock);

    [Fact]
    public async Task Ticket_IsAnsweredByTheTickThatWasAskedFor()
    {
        await Enter(Key, 0);
        (PermitId ticket, GateAnswer answer) = await Enter(Key, 60);
        Assert.Equal(GateAnswer.Queued, answer);
        Assert.Equal((Key, TimeSpan.FromMinutes(1)), _heard.Ticks[^1]);
        _clock.Advance(60);
        await _gates.TickAsync(Key);
        Assert.Equal((Key, new TicketAnswer(ticket, GateAnswer.Granted)), Assert.Single(_heard.Answers));
    }

    [Fact]
    public async Task WallClockThatJumps_ChangesNothing()
    {
        await Enter(Key, 0);
        _clock.WallStep = TimeSpan.FromHours(5);
        Assert.Equal(AdmissionKind.Refused, (await Enter(Key, 0)).Answer.Kind);
        _clock.WallStep = TimeSpan.FromHours(-5);
        _clock.Advance(60);
        Assert.Equal(AdmissionKind.Granted, (await Enter(Key, 0)).Answer.Kind);
    }

    [Fact]
    public async Task Gates_AreApart()
    {
        await Enter(Key, 0);
        Assert.Equal(AdmissionKind.Granted, (await Enter(Key with { Credential = "1" }, 0)).Answer.Kind);
        Assert.Equal(AdmissionKind.Granted, (await Enter(Key with { Family = "claude-haiku-4" }, 0)).Answer.Kind);
    }

    [Fact]
    public async Task Configure_ReachesGatesThatLive()
    {
        await Enter(Key, 0);
        (PermitId ticket, _) = await Enter(Key, 60);
        _limits = new ProviderLimits(2, null, null);
        _gates.Configure();
        Assert.Equal(ticket, Assert.Single(_heard.Answers).Answer.Id);
    }

    [Fact]
    public async Task RefusalOfTheProvider_ShowsInTheStatusUntilReopened()
    {
        _limits = new ProviderLimits(null, null, null);
        (PermitId permit, _) = await Enter(Key, 0);
        await _gates.AnsweringAsync(Key, permit, default);
        await _gates.RenewAsync(Key, [permit]);
        await _gates.ReportAsync(Key, permit, new AttemptReport(AttemptOutcome.QuotaExhausted, 0));
        Assert.Equal(RefusalReason.QuotaExhausted, (await _gates.StatusAsync(Key))!.Closed);
        await _gates.ReopenAsync(Key);
        Assert.Equal(RefusalReason.None, (await _gates.StatusAsync(Key))!.Closed);
    }

    [Fact]
    public async Task CancelledPermit_LetsTheNextIn()
    {
        (PermitId permit, _) = await Enter(Key, 0);
        (PermitId ticket, _) = await Enter(Key, 60);
        await _gates.CancelAsync(Key, permit);
        Assert.Equal(ticket, Assert.Single(_heard.Answers).Answer.Id);
    }

    [Fact]
    public async Task GateThatNobodyEntered_HasNoStatus()
    {
        Assert.Null(await _gates.StatusAsync(Key));
        await _gates.TickAsync(Key);
        Assert.Empty(_heard.Ticks);
    }

    [Fact]
    public async Task EarlyTick_IsAskedForAgain()
    {
        await Enter(Key, 0);
        await Enter(Key, 60);
        int asked = _heard.Ticks.Count;
        await _gates.TickAsync(Key);
        Assert.Equal(asked + 1, _heard.Ticks.Count);
    }

    [Fact]
    public async Task Trim_DropsOnlyWhatHoldsNothing()
    {
        (PermitId permit, _) = await Enter(Key, 0);
        await Enter(Key with { Credential = "busy" }, 0);
        await _gates.ReportAsync(Key, permit, new AttemptReport(AttemptOutcome.Answered, 1));
        _clock.Advance(61);
        _gates.Trim();
        Assert.Equal([Key], _heard.Gone);
        Assert.Equal("busy", Assert.Single(await _gates.ListAsync()).Key.Credential);
        Assert.Equal(AdmissionKind.Granted, (await Enter(Key, 0)).Answer.Kind);
    }

    /// <summary>Many threads at once: never more out than may be, and nothing lost.</summary>
    [Fact]
    public async Task ManyThreads_NeverExceedTheSlots()
    {
        const int Slots = 3;
        _limits = new ProviderLimits(null, null, Slots);
        int open = 0;
        int granted = 0;
        await Parallel.ForAsync(0, 4000, async (_, _) =>
        {
            (PermitId id, GateAnswer answer) = await Enter(Key, 0);
            if (answer.Kind == AdmissionKind.Granted)
            {
                Assert.InRange(Interlocked.Increment(ref open), 1, Slots);
                Interlocked.Increment(ref granted);
                Interlocked.Decrement(ref open);
                await _gates.ReportAsync(Key, id, new AttemptReport(AttemptOutcome.Answered, 0));
            }
        });
        GateStatus status = (await _gates.StatusAsync(Key))!;
        Assert.Equal((0, granted), (status.Permits, (int)status.RequestsUsed));
    }

    private async Task<(PermitId Id, GateAnswer Answer)> Enter(GateKey gate, int patience)
    {
        var id = PermitId.New();
        return (id, await _gates.EnterAsync(gate, new EnterRequest(id, "ann", 1) { Patience = TimeSpan.FromSeconds(patience) }));
    }
}
