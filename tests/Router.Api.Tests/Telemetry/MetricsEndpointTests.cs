using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Telemetry;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Telemetry;

public sealed class MetricsEndpointTests
{
    [Theory]
    [InlineData(null, 401, "authentication_error")]
    [InlineData("wrong-key", 401, "authentication_error")]
    [InlineData(TestGateway.Key, 403, "permission_error")]
    public async Task WithoutTheAdminKey_TheyAreRefused(string? key, int status, string type)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:9"));
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        using HttpResponseMessage response = await client.SendAsync(request);

        JsonNode error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal((status, "error", type), ((int)response.StatusCode, (string?)error["type"], (string?)error["error"]!["type"]));
    }

    [Fact]
    public async Task OpenAccess_OpensThemToNobody()
    {
        await using TestGateway gateway = await TestGateway.StartAsync($$""" "access": "open", {{TestGateway.Providers("http://127.0.0.1:9")}} """);
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address) };

        using HttpResponseMessage response = await client.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task AdminKey_GetsTheTextFormat(string method)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:9"));
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Address) };
        using var request = new HttpRequestMessage(new HttpMethod(method), "/metrics");
        request.Headers.Add("x-api-key", TestGateway.AdminKey);

        using HttpResponseMessage response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(method == "HEAD", (await response.Content.ReadAsByteArrayAsync()).Length == 0);
    }

    [Fact]
    public async Task MessagesAreCounted_WithTokensDurationsAndAttempts()
    {
        await using FakeProvider busy = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()), Reply.Json(529, Samples.Error("overloaded_error", "Overloaded")));
        await using FakeProvider other = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(busy.BaseUrl, other.BaseUrl));
        using var spans = new SpanCollector(gateway);

        foreach (bool stream in (bool[])[false, true])
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream));
            await response.Content.ReadAsStringAsync();
            await spans.NextMessageAsync();
        }

        Scrape scrape = await Scrape.OfAsync(gateway);
        string[] streamed = ["gen_ai_operation_name=\"chat\"", "gen_ai_provider_name=\"b\"", "router_provider=\"b\"", "gen_ai_request_model=\"claude-test\"", "gen_ai_response_model=\"upstream-model\""];
        Assert.Equal(1, scrape.Value("router_messages_total", "router_ending=\"complete\"", "http_response_status_code=\"200\"", "router_provider=\"b\"", "gen_ai_request_model=\"claude-test\"", "router_cache=\"off\""));
        Assert.Equal(2, scrape.Sum("router_messages_total"));
        Assert.Equal(0, scrape.Value("router_messages_active"));
        Assert.Equal(1, scrape.Value("gen_ai_client_operation_duration_seconds_count", streamed));
        Assert.Equal(1, scrape.Sum("gen_ai_client_operation_time_to_first_chunk_seconds_count"));
        Assert.Equal(35, scrape.Value("gen_ai_client_token_usage_sum", [.. streamed, "gen_ai_token_type=\"input\""]));
        Assert.Equal(15, scrape.Value("gen_ai_client_token_usage_sum", [.. streamed, "gen_ai_token_type=\"output\""]));
        Assert.Equal([50, 30, 14, 6], ((string[])["input", "output", "cache_read", "cache_write"]).Select(kind => scrape.Sum("router_tokens_total", $"router_token_kind=\"{kind}\"")));
        Assert.Equal(1, scrape.Value("router_attempts_total", "router_provider=\"a\"", "router_outcome=\"http_error\"", "http_response_status_code=\"529\""));
        Assert.Equal(2, scrape.Sum("router_attempts_total", "router_outcome=\"answered\""));
        Assert.Equal(3, scrape.Sum("router_attempt_duration_seconds_count"));
        Assert.Equal(("counter", "histogram", "gauge"), (scrape.Types["router_messages_total"], scrape.Types["gen_ai_client_operation_duration_seconds"], scrape.Types["router_messages_active"]));
    }

    [Fact]
    public async Task Histogram_RisesUpToItsCount_OverTheBoundsOfTheConventions()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using var spans = new SpanCollector(gateway);
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
        await spans.NextMessageAsync();

        Scrape scrape = await Scrape.OfAsync(gateway);

        string[] bounds = ["0.01", "0.02", "0.04", "0.08", "0.16", "0.32", "0.64", "1.28", "2.56", "5.12", "10.24", "20.48", "40.96", "81.92", "+Inf"];
        double[] buckets = [.. bounds.Select(bound => scrape.Sum("gen_ai_client_operation_duration_seconds_bucket", $"le=\"{bound}\""))];
        Assert.Equal(buckets.Order(), buckets);
        Assert.Equal(1, buckets[^1]);
        Assert.Equal(15, scrape.Samples.Keys.Count(name => name.StartsWith("gen_ai_client_operation_duration_seconds_bucket", StringComparison.Ordinal)));
        Assert.Equal(1, scrape.Sum("gen_ai_client_token_usage_bucket", "gen_ai_token_type=\"output\"", "le=\"16\""));
        Assert.Equal(0, scrape.Sum("gen_ai_client_token_usage_bucket", "gen_ai_token_type=\"output\"", "le=\"4\""));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public async Task Measurements_AreAMessage_NotAChunk(int words)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream(string.Join(' ', Enumerable.Repeat("word", words)))));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using var spans = new SpanCollector(gateway);
        Meter meter = gateway.Service<RouterTelemetry>().Meter;
        int measurements = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (ReferenceEquals(instrument.Meter, meter) && !instrument.Name.StartsWith("router.gate", StringComparison.Ordinal))
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Interlocked.Increment(ref measurements));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref measurements));
        listener.Start();

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        await response.Content.ReadAsStringAsync();
        await spans.NextMessageAsync();

        // Under way twice, ended once, tokens of four kinds and of two types, first chunk, duration, an attempt and its duration.
        Assert.Equal(13, measurements);
        Assert.Equal(3, spans.All.Count(span => span.Source.Name == RouterTelemetry.Name && span.OperationName != SpanNames.Gate));
    }

    [Fact]
    public async Task MessagesUnderWay_AreSeen()
    {
        var go = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0)).Wait(go.Task).Send(Samples.BlockStop(0) + Samples.End("end_turn")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using var spans = new SpanCollector(gateway);
        Task<HttpResponseMessage> asking = gateway.PostAsync(TestGateway.Body(stream: true));
        await provider.NextRequestAsync();

        double? before = (await Scrape.OfAsync(gateway)).Value("router_messages_active");
        go.SetResult();
        using HttpResponseMessage response = await asking;
        await response.Content.ReadAsStringAsync();
        await spans.NextMessageAsync();

        Assert.Equal((1, 0), (before, (await Scrape.OfAsync(gateway)).Value("router_messages_active")));
    }

    [Fact]
    public async Task RefusalsCountsAndTheProcess_AreThere()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, """{"input_tokens":4711}"""));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using HttpResponseMessage unknown = await gateway.PostAsync(TestGateway.Body(stream: false, model: "nobody-knows"));
        using HttpResponseMessage stranger = await gateway.PostAsync(TestGateway.Body(stream: false), request =>
        {
            request.Headers.Add("x-router-key", "wrong");
        });
        using var question = new StringContent("""{"model":"claude-test","messages":[{"role":"user","content":"Hi"}]}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage count = await gateway.Client.PostAsync("/v1/messages/count_tokens", question);

        // A refusal is counted behind its answer.
        Scrape scrape = await Scrape.OfAsync(gateway);
        for (int look = 0; look < 600 && scrape.Sum("router_refusals_total") < 2; look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
            scrape = await Scrape.OfAsync(gateway);
        }

        Assert.Equal(1, scrape.Value("router_refusals_total", "http_response_status_code=\"404\"", "error_type=\"not_found_error\""));
        Assert.Equal(1, scrape.Value("router_refusals_total", "http_response_status_code=\"401\"", "error_type=\"authentication_error\""));
        Assert.Equal(1, scrape.Value("router_token_counts_total", "router_provider=\"a\"", "router_source=\"provider\""));
        Assert.Equal(1, scrape.Value("router_build_info", "service_version=\"0.1.0\""));
        Assert.InRange(scrape.Value("process_memory_usage_bytes")!.Value, 1 << 20, 1L << 40);
        Assert.True(scrape.Value("process_uptime_seconds") >= 0);
        Assert.Equal(0, scrape.Sum("router_messages_total"));
    }

    [Fact]
    public async Task EndpointsOfExport_ChangeNothing()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["OTEL_SDK_DISABLED"] = "true", ["OTEL_METRICS_EXPORTER"] = "none" };
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:9"), environment: environment);

        Assert.Equal(1, (await Scrape.OfAsync(gateway)).Value("router_build_info", "service_version=\"0.1.0\""));
    }
}
