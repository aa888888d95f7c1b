using Router.Core.Spend;
using Router.Core.Usage;
using Router.Dashboard.Requests;
using Xunit;

namespace Router.Dashboard.Tests.Requests;

public sealed class RequestTimelineTests
{
    [Fact]
    public void Way_IsToldStepByStep()
    {
        UsageRecord record = Record(10) with
        {
            FirstToken = Seconds(6),
            Steps =
            [
                new RequestStep(RequestStepKind.Routed, Seconds(0), Seconds(0.01)) { Model = "claude-test", Outcome = "ordered", Targets = 2 },
                new RequestStep(RequestStepKind.Waited, Seconds(0.01), Seconds(1)) { Provider = "a", Model = "m", Outcome = "granted" },
                new RequestStep(RequestStepKind.Asked, Seconds(1.01), Seconds(2)) { Provider = "a", Model = "m", Outcome = "http_error", Status = 529 },
                new RequestStep(RequestStepKind.Waited, Seconds(3.01), Seconds(0)) { Provider = "a", Model = "m", Outcome = "rate_limited" },
                new RequestStep(RequestStepKind.Asked, Seconds(4), Seconds(6)) { Provider = "b", Model = "n", Outcome = "answered", Status = 200 },
            ],
        };

        IReadOnlyList<TimelineRow> rows = RequestTimeline.Of(record);

        Assert.Equal(
            ["Routed: by the entry claude-test, 2 targets, ordered", "Waited for a: in the queue of its gate", "Asked a: m: HTTP 529", "a not asked: its gate was closed: rate limited", "Asked b: n"],
            rows.Select(row => $"{row.Name}: {row.Detail}"));
        Assert.Equal(Seconds(2), rows[4].Content);
        Assert.Equal((400, 600), rows[4].Bar(Seconds(10)));
        Assert.Equal((600, 400), rows[4].ContentBar(Seconds(10)));
    }

    [Theory]
    [InlineData("unsuitable", 0, "local not asked: m: unsuitable")]
    [InlineData("no_credential", 0, "local not asked: m: no credential")]
    [InlineData("unreachable", 0, "Asked local: m: unreachable")]
    [InlineData("credential_refused", 401, "Asked local: m: credential refused, HTTP 401")]
    public void AttemptThatEndedInTheGateway_IsNotToldAsAsked(string outcome, int status, string told)
    {
        UsageRecord record = Record(1) with { Steps = [new RequestStep(RequestStepKind.Asked, Seconds(0), Seconds(1)) { Provider = "local", Model = "m", Outcome = outcome, Status = status }] };

        TimelineRow row = Assert.Single(RequestTimeline.Of(record));

        Assert.Equal(told, $"{row.Name}: {row.Detail}");
    }

    [Fact]
    public void RecordWithoutAWay_TellsWhatItKnows()
    {
        TimelineRow row = Assert.Single(RequestTimeline.Of(Record(4) with { FirstToken = Seconds(1) }));

        Assert.Equal(("Asked a", "m", Seconds(1)), (row.Name, row.Detail, row.Content));
        Assert.Equal(((0, 1000), (250, 750)), (row.Bar(Seconds(4)), row.ContentBar(Seconds(4))!.Value));
    }

    [Fact]
    public void HitOfTheCache_AskedNobody() => Assert.Empty(RequestTimeline.Of(Record(0.02) with { Attempts = 0, Provider = null, Cache = CacheOutcome.Hit }));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 20)]
    [InlineData(9.999, 0)]
    [InlineData(12, 3)]
    public void Bar_IsAlwaysSeen_AndWithin(double at, double took)
    {
        (double x, double width) = new TimelineRow("", "", Seconds(at), Seconds(took)).Bar(Seconds(10));

        Assert.True(width >= 3 && x >= 0 && x + width <= 1000, $"{x} {width}");
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static UsageRecord Record(double seconds) => new()
    {
        Id = ReservationId.New(), At = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero), Tenant = "default", Path = new SpendPath(null, "ann", "k"), Origin = new RequestOrigin("claude-test"),
        Provider = "a", ModelServed = "m", Attempts = 1, Tokens = default, Price = default, PriceOrigin = default, Cost = default, Latency = Seconds(seconds), Outcome = SettlementKind.Answered,
    };
}
