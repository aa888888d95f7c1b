using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using FakeUpstream;
using Router.Api.Messages;
using Router.Api.Telemetry;
using Router.Api.Telemetry.Scrape;
using Router.Api.Tests.Testing;
using Router.Api.Upstream.Failures;
using Router.Core.Admission;
using Xunit;

namespace Router.Api.Tests.Telemetry;

/// <summary>docs/telemetry.md says what the code does.</summary>
public sealed class TelemetryPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "telemetry.md"));

    private static IEnumerable<string[]> Rows(string heading) => Page.Split($"## {heading}\n")[1].Split("\n## ")[0].Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line[1..line.LastIndexOf('|')].Split('|', StringSplitOptions.TrimEntries));

    private static string Word(string cell) => cell.Trim('`');

    private static HashSet<string> Words(string cell) => [.. cell.Split('`').Where((_, index) => index % 2 == 1)];

    [Fact]
    public async Task EveryInstrument_IsARow_WithItsUnitKindAndPrometheusName()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:9"));
        using var telemetry = new RouterTelemetry(TimeProvider.System);
        _ = new ProcessMetrics(telemetry, TimeProvider.System);
        _ = new GateMetrics(telemetry, new OneGate(), gateway.Holder, TimeProvider.System);
        var instruments = new List<Instrument>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (ReferenceEquals(instrument.Meter, telemetry.Meter))
                {
                    instruments.Add(instrument);
                }
            },
        };
        listener.Start();

        string Kind(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch { "Counter" => "counter", "Histogram" => "histogram", _ => "gauge" };
        string[] expected = [.. instruments.Select(instrument => $"{instrument.Name} {PrometheusNames.Of(instrument.Name, instrument.Unit, Kind(instrument) == "counter")} {Kind(instrument)} {instrument.Unit}")];

        string[] told = [.. Rows("Metrics").Select(row => $"{Word(row[0])} {Word(row[1])} {row[2]} {Word(row[3])}")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        Assert.All(instruments, instrument => Assert.False(string.IsNullOrEmpty(instrument.Description)));
    }

    [Fact]
    public async Task LabelsAndAttributesThatAreSeen_AreTold()
    {
        await using FakeProvider busy = await FakeProvider.StartAsync(Reply.Json(529, Samples.Error("overloaded_error", "Overloaded")));
        await using FakeProvider other = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(busy.BaseUrl, other.BaseUrl));
        using var gates = new RouterTelemetry(TimeProvider.System);
        using var reader = new MetricsReader(gates);
        _ = new GateMetrics(gates, new OneGate(), gateway.Holder, TimeProvider.System);
        using var spans = new SpanCollector(gateway);
        foreach (string model in (string[])["claude-test", "nobody-knows"])
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true, model));
            await response.Content.ReadAsStringAsync();
            await spans.NextMessageAsync();
            await spans.NextRequestAsync();
        }

        foreach (RouterTelemetry telemetry in (RouterTelemetry[])[gates, gateway.Service<RouterTelemetry>()])
        {
            using GateWait refused = telemetry.EnterGate(new GateKey("a", "1", "m"));
            refused.Ended(GateAnswer.Refused(RefusalReason.Limit, TimeSpan.FromSeconds(1)));
        }

        Dictionary<string, HashSet<string>> labels = Rows("Metrics").ToDictionary(row => Word(row[1]), row => Words(row[4]).Select(PrometheusNames.Label).Append("le").ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.All((await Scrape.OfAsync(gateway)).Labels.Concat(Scrape.Of(reader.Read()).Labels), label => Assert.Contains(label.Label, labels[label.Family]));
        Dictionary<string, HashSet<string>> attributes = Rows("Spans").ToDictionary(row => Word(row[0]).Split(' ')[0], row => Words(row[2]), StringComparer.Ordinal);
        Assert.All(spans.All, span => Assert.Subset(attributes[span.Kind == ActivityKind.Server ? "POST" : span.OperationName], span.TagObjects.Select(tag => tag.Key).ToHashSet(StringComparer.Ordinal)));
        Assert.Equal(5, spans.All.Select(span => span.Kind == ActivityKind.Server ? "POST" : span.OperationName).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(typeof(AttributeNames))]
    [InlineData(typeof(SpanNames))]
    public void EveryName_IsTold(Type names) => Assert.All(
        names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
        name => Assert.True(Page.Contains($"`{name}`", StringComparison.Ordinal) || Page.Contains($"`{name} ", StringComparison.Ordinal), name));

    [Fact]
    public void EveryWord_IsTold()
    {
        IEnumerable<string> words = Enum.GetValues<FailureKind>().Select(LabelWords.Of)
            .Concat(Enum.GetValues<MessageEnding>().Select(LabelWords.Of))
            .Concat(Enum.GetValues<RefusalReason>().Where(reason => reason != RefusalReason.None).Select(LabelWords.Of));

        Assert.All(words, word => Assert.Contains($"`{word}`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Bounds_AreTold() =>
        Assert.True(
            Page.Contains($"only the first {ModelLabels.MostLearned}\n", StringComparison.Ordinal) && Page.Contains($"keeps {MetricLimits.LabelSets} label sets", StringComparison.Ordinal));

    private sealed class OneGate : IGateBoard
    {
        public IEnumerable<GateStatusSample> Read() => [new GateStatusSample(new GateKey("a", "1", "m"), new GateStatus
        {
            Closed = RefusalReason.Failing, OpensAt = null, Permits = 0, Waiting = 0, RequestsUsed = 0, TokensUsed = 0, LearnedRequests = null, LearnedTokens = null,
        })];
    }
}
