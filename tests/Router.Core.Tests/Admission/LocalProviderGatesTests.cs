using Router.Core.Admission;
using Router.Core.Configuration;

namespace Router.Core.Tests.Admission;

public sealed class LocalProviderGatesTests : ProviderGatesContract
{
    private readonly HandClock _clock = new();
    private readonly HeardNotices _heard = new();
    private readonly LocalProviderGates _gates;

    public LocalProviderGatesTests() => _gates = new LocalProviderGates(_ => new GateSettings { Limits = Limits }, _heard, _clock);

    private protected override IProviderGates Gates => _gates;

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
    public async Task Reload_ReachesAllGatesThatLive()
    {
        await Enter(Key, 0);
        (PermitId ticket, _) = await Enter(Key, 60);
        Limits = new ProviderLimits(2, null, null);
        _gates.Configure();
        Assert.Equal(ticket, Assert.Single(_heard.Answers).Answer.Id);
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

    private protected override void Advance(double seconds) => _clock.Advance(seconds);

    private protected override Task<GateAnswer> Answered(PermitId ticket) =>
        Task.FromResult(_heard.Answers.Single(heard => heard.Answer.Id == ticket).Answer.Answer);
}
