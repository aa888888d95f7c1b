using System.Diagnostics;
using Router.Api.Telemetry;
using Router.Api.Telemetry.Scrape;
using Router.Api.Tests.Testing;
using Router.Core.Admission;
using Xunit;

namespace Router.Api.Tests.Telemetry;

/// <summary>Gates, told by a board of the test's own.</summary>
public sealed class GateMetricsTests : IAsyncLifetime
{
    private static readonly GateKey Configured = new("a", "1", ModelFamily.Of("upstream-model"));
    private readonly ManualClock _clock = new();
    private readonly Board _board = new();
    private TestGateway _gateway = null!;
    private RouterTelemetry _telemetry = null!;
    private MetricsReader _reader = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:9"));
        _telemetry = new RouterTelemetry(_clock);
        _ = new GateMetrics(_telemetry, _board, _gateway.Holder, _clock);
        _reader = new MetricsReader(_telemetry);
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        _telemetry.Dispose();
        await _gateway.DisposeAsync();
    }

    private static GateStatus Status(int permits = 0, RefusalReason closed = RefusalReason.None, DateTimeOffset? opens = null) => new()
    {
        Closed = closed,
        OpensAt = opens,
        Permits = permits,
        Waiting = permits * 2,
        RequestsUsed = permits * 3,
        TokensUsed = permits * 4,
        LearnedRequests = permits == 0 ? null : 60,
        LearnedTokens = null,
    };

    private static string[] Labels(GateKey gate, params string[] more) =>
        [$"router_provider=\"{gate.Provider}\"", $"router_credential=\"{gate.Credential}\"", $"router_family=\"{gate.Family}\"", .. more];

    [Fact]
    public void State_IsToldGateByGate()
    {
        _board.Gates = [new GateStatusSample(Configured, Status(5, RefusalReason.RateLimited, ManualClock.Epoch + TimeSpan.FromSeconds(30))), new GateStatusSample(Configured with { Credential = "2" }, Status())];

        Scrape scrape = Scrape.Of(_reader.Read());

        Assert.Equal(
            [5, 10, 15, 20, 60, 0, 30],
            ((string[])["permits", "waiting", "requests_used", "tokens_used", "learned_requests", "learned_tokens", "opens_in_seconds"]).Select(name => scrape.Value($"router_gate_{name}", Labels(Configured))));
        Assert.Equal(1, scrape.Value("router_gate_closed", Labels(Configured, "router_reason=\"rate_limited\"")));
        Assert.Equal(0, scrape.Value("router_gate_permits", Labels(Configured with { Credential = "2" })));
        Assert.Equal(1, scrape.Sum("router_gate_closed"));
    }

    [Fact]
    public void GateThatReopens_AndGateThatIsGone_AreToldWithZeros()
    {
        _board.Gates = [new GateStatusSample(Configured, Status(5, RefusalReason.Failing, ManualClock.Epoch + TimeSpan.FromSeconds(5)))];
        _reader.Read();

        _board.Gates = [new GateStatusSample(Configured, Status(5))];
        Scrape reopened = Scrape.Of(_reader.Read());
        _board.Gates = [];
        Scrape gone = Scrape.Of(_reader.Read());

        Assert.Equal((0, 0, 5), (reopened.Value("router_gate_closed", Labels(Configured, "router_reason=\"failing\"")), reopened.Sum("router_gate_opens_in_seconds"), reopened.Sum("router_gate_permits")));
        Assert.Equal((0, 0), (gone.Value("router_gate_permits", Labels(Configured)), gone.Value("router_gate_closed", Labels(Configured, "router_reason=\"failing\""))));
    }

    [Fact]
    public void GatesOfNamesThatClientsChose_AreToldAsOne()
    {
        _board.Gates = [.. Enumerable.Range(0, 1000).Select(index => new GateStatusSample(new GateKey("a", "1", $"made-up-{index}"), Status(1, RefusalReason.Overloaded, ManualClock.Epoch + TimeSpan.FromSeconds(index))))];

        Scrape scrape = Scrape.Of(_reader.Read());

        GateKey other = Configured with { Family = "*" };
        Assert.Equal(1000, scrape.Value("router_gate_permits", Labels(other)));
        Assert.Equal(999, scrape.Value("router_gate_opens_in_seconds", Labels(other)));
        Assert.Equal(1000, scrape.Value("router_gate_closed", Labels(other, "router_reason=\"overloaded\"")));
        Assert.DoesNotContain("made-up", scrape.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void GatesOfKeysThatClientsBrought_AreToldAsOne_AndCountsHaveTheirOwn()
    {
        _board.Gates =
        [
            new GateStatusSample(Configured with { Credential = "client-fingerprint1" }, Status(1)), new GateStatusSample(Configured with { Credential = "client-fingerprint2" }, Status(2)),
            new GateStatusSample(Configured with { Family = "count_tokens" }, Status(4)),
        ];

        Scrape scrape = Scrape.Of(_reader.Read());

        Assert.Equal(3, scrape.Value("router_gate_permits", Labels(Configured with { Credential = "client" })));
        Assert.Equal(4, scrape.Value("router_gate_permits", Labels(Configured with { Family = "count_tokens" })));
        Assert.DoesNotContain("fingerprint", scrape.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void MoreLabelSetsThanTheLimit_AreToldAsOneMore()
    {
        _board.Gates = [.. Enumerable.Range(0, MetricLimits.LabelSets * 2).Select(index => new GateStatusSample(Configured with { Credential = $"{index}" }, Status(1)))];

        Scrape scrape = Scrape.Of(_reader.Read());

        Assert.Equal(MetricLimits.LabelSets + 1, scrape.Samples.Keys.Count(name => name.StartsWith("router_gate_permits{", StringComparison.Ordinal)));
        Assert.NotNull(scrape.Value("router_gate_permits", "otel_metric_overflow=\"true\""));
    }

    [Fact]
    public void Waits_AreMeasured_ByHowTheyEnded()
    {
        using var spans = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, _telemetry.Source),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => Assert.Equal(("gate a", "a"), (span.DisplayName, span.GetTagItem("router.provider"))),
        };
        ActivitySource.AddActivityListener(spans);
        using (GateWait granted = _telemetry.EnterGate(Configured))
        {
            granted.Ended(GateAnswer.Queued);
            _clock.Advance(TimeSpan.FromSeconds(4));
            granted.Ended(GateAnswer.Granted);
        }

        using (GateWait refused = _telemetry.EnterGate(Configured))
        {
            refused.Ended(GateAnswer.Refused(RefusalReason.QueueFull, TimeSpan.FromSeconds(1)));
        }

        using (GateWait abandoned = _telemetry.EnterGate(Configured))
        {
            abandoned.Ended(GateAnswer.Queued);
        }

        Scrape scrape = Scrape.Of(_reader.Read());

        Assert.Equal(4, scrape.Value("router_gate_wait_duration_seconds_sum", "router_provider=\"a\"", "router_outcome=\"granted\""));
        Assert.Equal([1, 1, 1], ((string[])["granted", "refused", "abandoned"]).Select(outcome => scrape.Value("router_gate_wait_duration_seconds_count", "router_provider=\"a\"", $"router_outcome=\"{outcome}\"")));
        Assert.Equal(1, scrape.Value("router_gate_refusals_total", "router_provider=\"a\"", "router_reason=\"queue_full\""));
        Assert.Equal(1, scrape.Sum("router_gate_refusals_total"));
    }

    private sealed class Board : IGateBoard
    {
        public IEnumerable<GateStatusSample> Gates { get; set; } = [];

        public IEnumerable<GateStatusSample> Read() => Gates;
    }
}
