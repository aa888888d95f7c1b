using Router.Core.Admission;
using Router.Core.Admission.Hints;
using Router.Core.Configuration;
using Router.Fleet.Gates;
using Router.Fleet.Tests.Hosting;
using Router.Grains.Gates;

namespace Router.Fleet.Tests.Gates;

/// <summary>What gates promise over two nodes, on a clock moved by hand.</summary>
public sealed class TwoNodesTests : IAsyncDisposable
{
    private readonly HeardTickets _heard = new();
    private readonly TestFleet _fleet;
    private readonly FleetProviderGates[] _nodes;
    private readonly GateKey _key = new($"{Guid.NewGuid():N}", "0", "claude-opus-4");
    private ProviderLimits _limits = new(null, null, null);
    private TimeSpan _lease = TimeSpan.FromSeconds(30);

    public TwoNodesTests(TestFleet fleet)
    {
        _fleet = fleet;
        fleet.Settings.Gates[_key.Provider] = () => new GateSettings { Limits = _limits, Lease = _lease };
        _nodes = [.. Enumerable.Range(0, 2).Select(node => fleet.Make<FleetProviderGates>(node, _heard))];
    }

    /// <param name="used">Tokens of each message; nobody limits them, so nothing is borrowed for them.</param>
    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    public async Task WarmLease_CostsNoCall(long used)
    {
        await WarmUp();
        int before = _fleet.Calls.Of(nameof(IProviderGateGrain));
        for (int message = 0; message < 100; message++)
        {
            await Message(_nodes[0], used);
            await Message(_nodes[1], used);
        }

        // A lease of 256 is renewed once it is half gone.
        Assert.InRange(_fleet.Calls.Of(nameof(IProviderGateGrain)) - before, 0, 2);
    }

    [Fact]
    public async Task LimitOfTokens_ThatHeadersTellLater_IsHeardByTheGateAtOnce()
    {
        await WarmUp();
        PermitId permit = await Granted(_nodes[0]);
        await _nodes[0].AnsweringAsync(_key, permit, new ProviderReading(null, new RateReading(1_000_000, 900_000, TimeSpan.FromSeconds(30))));
        await _nodes[0].FlushAsync(_key);

        GateStatus? status = await _fleet.Grains.GetGrain<IProviderGateGrain>(Grains.Hosting.GrainNames.Of(_key)).StatusAsync();
        Assert.NotNull(status?.LearnedTokens);
    }

    [Fact]
    public async Task RefusalAtOneNode_StopsTheOther()
    {
        await WarmUp();
        PermitId refused = await Granted(_nodes[0]);
        await _nodes[0].ReportAsync(_key, refused, new AttemptReport(AttemptOutcome.RateLimited, 0) { RetryAfter = TimeSpan.FromSeconds(20) });
        Assert.Equal(RefusalReason.RateLimited, (await Enter(_nodes[0])).Answer.Reason);
        GateAnswer other = await Until.Async(async () => (await Enter(_nodes[1])).Answer, answer => answer.Kind == AdmissionKind.Refused);
        Assert.Equal((RefusalReason.RateLimited, TimeSpan.FromSeconds(20)), (other.Reason, other.RetryAfter));

        // And it is told without a call while it lasts.
        int before = _fleet.Calls.Of(nameof(IProviderGateGrain));
        Assert.Equal(AdmissionKind.Refused, (await Enter(_nodes[1])).Answer.Kind);
        Assert.Equal(before, _fleet.Calls.Of(nameof(IProviderGateGrain)));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1280)]
    public async Task Limit_HoldsOverBothNodes_AndNearlyAllOfItIsUsable(int limit)
    {
        _limits = new ProviderLimits(limit, null, null);
        var granted = new List<DateTimeOffset>();
        for (int second = 0; second < 180; second++)
        {
            for (int node = 0; node < 2; node++)
            {
                int most = 1 + (limit / 20);
                while (most-- > 0 && await Enter(_nodes[node]) is { Answer.Kind: AdmissionKind.Granted } entered)
                {
                    granted.Add(_fleet.Clock.GetUtcNow());
                    await _nodes[node].ReportAsync(_key, entered.Id, new AttemptReport(AttemptOutcome.Answered, 0));
                }
            }

            _fleet.Clock.Advance(1);
            _nodes[0].Sweep();
            _nodes[1].Sweep();
        }

        DateTimeOffset[] times = [.. granted];
        for (int first = 0; first + limit < times.Length; first++)
        {
            Assert.True(times[first + limit] - times[first] >= TimeSpan.FromMinutes(1), $"{limit + 1} requests within a minute from number {first}");
        }

        Assert.InRange(times.Length, (int)(2.7 * limit), 3 * limit);
    }

    [Fact]
    public async Task NodeThatDies_LosesItsLeases()
    {
        _limits = new ProviderLimits(null, null, 2);
        await Granted(_nodes[0]);
        await Granted(_nodes[0]);
        (PermitId ticket, GateAnswer answer) = await Enter(_nodes[1], patience: 120);
        Assert.Equal(AdmissionKind.Queued, answer.Kind);
        _nodes[0].Abandon();
        _fleet.Clock.Advance(31);
        await _nodes[1].TickAsync(_key);
        Assert.Equal(GateAnswer.Granted, await _heard.Of(ticket));
    }

    /// <summary>The gate's word counts, whatever this node was told: nodes may be configured anew one after the other.</summary>
    [Fact]
    public async Task NodeThatLives_KeepsWhatItHolds_HoweverShortTheGatesLeaseIs()
    {
        (_limits, _lease) = (new ProviderLimits(null, null, 1), TimeSpan.FromSeconds(5));
        await Granted(_nodes[0]);
        for (int second = 0; second < 12; second++)
        {
            _fleet.Clock.Advance(1);
            _nodes[0].Sweep();
            await _nodes[0].FlushAsync(_key);
        }

        Assert.Equal(AdmissionKind.Refused, (await Enter(_nodes[1])).Answer.Kind);
    }

    /// <summary>A node forgets a gate that nobody used for a minute; its owner still knows the node.</summary>
    [Fact]
    public async Task GateThatANodeHasForgotten_IsEnteredAnew()
    {
        await WarmUp();
        for (int minute = 0; minute < 3; minute++)
        {
            _fleet.Clock.Advance(61);
            _nodes[0].Sweep();
            await _nodes[0].FlushAsync(_key);
        }

        await Message(_nodes[0]);
        await _nodes[0].FlushAsync(_key).WaitAsync(TimeSpan.FromSeconds(20));
        await WarmUp();
    }

    [Fact]
    public async Task IdleLease_GoesBack()
    {
        await WarmUp();
        Assert.True((await _nodes[0].StatusAsync(_key))!.Permits > 0);
        await Until.Async(
            async () =>
            {
                _fleet.Clock.Advance(2);
                _nodes[0].Sweep();
                _nodes[1].Sweep();
                return (await _nodes[0].StatusAsync(_key))!.Permits;
            },
            permits => permits == 0);
    }

    [Fact]
    public async Task SameTurnAgain_ChangesNothing_AndAnOldOneIsIgnored()
    {
        _limits = new ProviderLimits(3, null, null);
        var listener = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Fleet.Hosting.FleetNode>(_fleet.Node(0)).Listener;
        IProviderGateGrain grain = _fleet.Grains.GetGrain<IProviderGateGrain>(Grains.Hosting.GrainNames.Of(_key));
        var id = PermitId.New();
        var first = new GateTurn("n", 1) { Enters = [new EnterRequest(id, "ann", 0)] };
        var second = new GateTurn("n", 2) { Events = [new GateEvent(id) { Report = new AttemptReport(AttemptOutcome.Answered, 0) }] };
        Assert.Equal(GateAnswer.Granted, (await grain.TurnAsync(first, listener)).Answers[0]);
        Assert.Equal(GateAnswer.Granted, (await grain.TurnAsync(first, listener)).Answers[0]);
        await grain.TurnAsync(second, listener);
        await grain.TurnAsync(first, listener); // late: it must not take the permit again
        GateStatus status = (await grain.StatusAsync())!;
        Assert.Equal((0, 1L), (status.Permits, status.RequestsUsed));
    }

    [Fact]
    public async Task Owner_ComesBackWithWhatIsUsed()
    {
        _limits = new ProviderLimits(2, null, null);
        await Message(_nodes[0]);
        await Message(_nodes[1]);
        await _nodes[0].StatusAsync(_key);
        await _nodes[1].StatusAsync(_key);
        await _fleet.DeactivateAsync(_fleet.Grains.GetGrain<IProviderGateGrain>(Grains.Hosting.GrainNames.Of(_key)));
        Assert.Equal(RefusalReason.Limit, (await Enter(_nodes[0])).Answer.Reason);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (FleetProviderGates node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>Until both nodes have a lease.</summary>
    private async Task WarmUp()
    {
        foreach (FleetProviderGates node in _nodes)
        {
            await Until.Async(
                async () =>
                {
                    int before = _fleet.Calls.Of(nameof(IProviderGateGrain));
                    await Message(node);
                    await node.FlushAsync(_key);
                    return _fleet.Calls.Of(nameof(IProviderGateGrain)) - before;
                },
                calls => calls == 0);
        }
    }

    private async Task Message(FleetProviderGates node, long used = 0)
    {
        PermitId permit = await Granted(node);
        await node.AnsweringAsync(_key, permit, default);
        await node.ReportAsync(_key, permit, new AttemptReport(AttemptOutcome.Answered, used));
    }

    private async Task<PermitId> Granted(FleetProviderGates node)
    {
        (PermitId id, GateAnswer answer) = await Enter(node);
        Assert.Equal(GateAnswer.Granted, answer);
        return id;
    }

    private async Task<(PermitId Id, GateAnswer Answer)> Enter(FleetProviderGates node, int patience = 0)
    {
        var id = PermitId.New();
        return (id, await node.EnterAsync(_key, new EnterRequest(id, "ann", 0) { Patience = TimeSpan.FromSeconds(patience) }));
    }
}
