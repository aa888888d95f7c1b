using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Spend;

/// <summary>Budgets of keys, on the way of a message.</summary>
public sealed class BudgetTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private FakeProvider _a = null!;
    private FakeProvider _b = null!;

    public async ValueTask InitializeAsync()
    {
        (_a, _b) = (await FakeProvider.StartAsync(), await FakeProvider.StartAsync());
        _a.Otherwise = _b.Otherwise = _ => Reply.Json(200, SpendGateway.Message);
    }

    public async ValueTask DisposeAsync()
    {
        await _a.DisposeAsync();
        await _b.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UsedUpBudget_RefusesUntilItsReset_AndSaysSo(bool stream)
    {
        await using TestGateway gateway = await Start(0.15);
        using (HttpResponseMessage first = await gateway.PostAsync(TestGateway.Body(stream: false)))
        {
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        }

        using HttpResponseMessage refused = await gateway.PostAsync(TestGateway.Body(stream));
        JsonNode error = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["error"]!;

        Assert.Equal((HttpStatusCode.TooManyRequests, "billing_error"), (refused.StatusCode, (string)error["type"]!));
        Assert.StartsWith("spend limit reached · resets Nov 22 · the daily budget of key router.json#1:alice has no room for this request, which may cost up to $0.11. Budget $0.15, spent $0.10,", (string)error["message"]!, StringComparison.Ordinal);
        Assert.Equal(("false", "43200"), (Header(refused, "x-should-retry"), Header(refused, "retry-after")));
        Assert.Equal("rejected", Header(refused, "anthropic-ratelimit-unified-status"));
        Assert.Single(_a.Requests);
        JsonNode record = (await gateway.GetAsync("/admin/v1/requests?limit=1", TestGateway.AdminKey))["data"]![0]!;
        Assert.Equal(("not_sent", 0, 0.0, "configured", 100.0), ((string)record["outcome"]!, (int)record["attempts"]!, (double)record["usd"]!, (string)record["price_from"]!, (double)record["price"]!["output"]!));

        _clock.Advance(TimeSpan.FromHours(12));
        using HttpResponseMessage next = await gateway.PostAsync(TestGateway.Body(stream));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task RequestsUnderWay_NeverReserveMoreThanTheBudget_AndTheNextWaitsAMoment()
    {
        var open = new TaskCompletionSource();
        _a.Otherwise = _ => Reply.Sse().Send(Samples.Start()).Wait(open.Task).Send(Samples.Stream()[Samples.Start().Length..]);
        await using TestGateway gateway = await Start(0.30);

        Task<HttpResponseMessage>[] all = [.. Enumerable.Range(0, 8).Select(_ => gateway.PostAsync(TestGateway.Body(stream: true)))];
        await _a.NextRequestAsync();
        await _a.NextRequestAsync();
        var refused = new List<HttpResponseMessage>();
        await foreach (Task<HttpResponseMessage> answer in Task.WhenEach(all))
        {
            refused.Add(await answer);
            if (refused.Count == 6)
            {
                break;
            }
        }

        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (refused[0].StatusCode, Header(refused[0], "retry-after")));
        Assert.Contains("rate_limit_error", await refused[0].Content.ReadAsStringAsync(), StringComparison.Ordinal);
        open.SetResult();
        HttpResponseMessage[] answers = await Task.WhenAll(all);
        foreach (HttpResponseMessage answer in answers)
        {
            await answer.Content.ReadAsStringAsync();
            answer.Dispose();
        }

        Assert.Equal((2, 2), (answers.Count(answer => answer.StatusCode == HttpStatusCode.OK), _a.Requests.Count));
        (double spent, double reserved) = await gateway.BudgetAsync();
        Assert.Equal((2 * 0.00185, 0), (spent, reserved), Near);
    }

    [Fact]
    public async Task BehindTheLastEvent_TheBudgetIsAlreadySettled()
    {
        _a.Otherwise = _ => Reply.Sse(Samples.Stream());
        await using TestGateway gateway = await Start(0.30, """, "limits": { "concurrency": 1 }""");

        for (int turn = 0; turn < 20; turn++)
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            while (await reader.ReadLineAsync() is { } line && !line.Contains("message_stop", StringComparison.Ordinal))
            {
            }

            Assert.Equal(((turn + 1) * 0.00185, 0), await gateway.BudgetAsync(), Near);
        }
    }

    [Fact]
    public async Task ClientThatLeaves_IsChargedForWhatItGot_AndGivesItsRoomBack()
    {
        _a.Otherwise = _ => Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, new string('x', 400))).Hang();
        await using TestGateway gateway = await Start(0.30, """, "limits": { "concurrency": 1 }""");

        using (HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true)))
        {
            Stream body = await response.Content.ReadAsStreamAsync();
            Assert.True(await body.ReadAsync(new byte[64]) > 0);
        }

        await (await _a.NextRequestAsync()).Gone.WaitAsync(TimeSpan.FromSeconds(60));
        await WaitForAsync(async () => (await gateway.BudgetAsync()).Reserved == 0);
        // 35 tokens in, as message_start told, and 400 characters.
        Assert.Equal((0.00035 + (100 * 0.0001), 0), await gateway.BudgetAsync(), Near);
        Assert.Equal("cut", (string)(await gateway.GetAsync("/admin/v1/requests", TestGateway.AdminKey))["data"]![0]!["outcome"]!);
    }

    [Fact]
    public async Task AnswerThatBreaksOff_IsChargedForWhatCame()
    {
        var seen = new TaskCompletionSource();
        _a.Otherwise = _ => Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, new string('x', 400))).Wait(seen.Task).Cut();
        await using TestGateway gateway = await Start(0.30);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));
        seen.SetResult();
        Assert.Contains("event: error", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal((0.00035 + (100 * 0.0001), 0), await gateway.BudgetAsync(), Near);
    }

    [Fact]
    public async Task FailoverToADearerTarget_IsReservedFromTheBeginning_AndChargedAtItsPrice()
    {
        _a.Otherwise = _ => Reply.Json(500, Samples.Error("api_error", "broken"));
        await using TestGateway small = await SpendGateway.StartAsync(Budget(0.30), _clock, "", _a, _b);
        await using TestGateway large = await SpendGateway.StartAsync(Budget(5), _clock, "", _a, _b);

        using HttpResponseMessage refused = await small.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Contains("That is more than the whole budget", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using HttpResponseMessage response = await large.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal((HttpStatusCode.OK, "b"), (response.StatusCode, Header(response, "x-router-provider")));
        Assert.Equal((10 * SpendGateway.Cost, 0), await large.BudgetAsync(), Near);
    }

    [Fact]
    public async Task ProviderThatRefuses_CostsNothing()
    {
        _a.Otherwise = _ => Reply.Json(400, Samples.Error("invalid_request_error", "no"));
        await using TestGateway gateway = await Start(0.30);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal((0, 0), await gateway.BudgetAsync(), Near);
    }

    [Theory]
    [InlineData("cut", "has no room for more. Budget $0.90")]
    [InlineData("finish", "message_stop")]
    public async Task AnswerThatOutgrowsItsBudget_FollowsOnExhausted(string policy, string end)
    {
        Reply reply = Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0));
        for (int piece = 0; piece < 40; piece++)
        {
            reply.Send(Samples.TextDelta(0, new string('x', 1000)));
        }

        _a.Otherwise = _ => reply.Send(Samples.BlockStop(0)).Send(Samples.End("end_turn").Replace(":15}", ":10000}", StringComparison.Ordinal));
        await using TestGateway gateway = await SpendGateway.StartAsync(Budget(0.9), _clock, $$""", "spend": { "onExhausted": "{{policy}}" }""", _a);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true).Replace("1024", "20000", StringComparison.Ordinal));
        string answer = await response.Content.ReadAsStringAsync();

        Assert.Contains(end, answer[^Math.Min(answer.Length, 600)..], StringComparison.Ordinal);
        (double spent, double reserved) = await gateway.BudgetAsync();
        Assert.Equal(0, reserved);
        Assert.InRange(spent, 0.8, policy == "cut" ? 0.9 : 1.1);
    }

    [Fact]
    public async Task LongAnswer_ExtendsItsReservation_WhileTheBudgetHasRoom()
    {
        var open = new TaskCompletionSource();
        _a.Otherwise = _ => Reply.Sse().Send(Samples.Start() + Samples.TextBlockStart(0) + Samples.TextDelta(0, new string('x', 30_000))).Wait(open.Task)
            .Send(Samples.BlockStop(0) + Samples.End("end_turn"));
        await using TestGateway gateway = await Start(10);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true).Replace("1024", "20000", StringComparison.Ordinal));
        await WaitForAsync(async () => (await gateway.BudgetAsync()).Reserved is > 1.6 and < 1.7);
        open.SetResult();

        Assert.Contains("message_stop", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, (await gateway.BudgetAsync()).Reserved);
    }

    [Fact]
    public async Task ProvidersOwnQuota_IsNotTakenForTheUsersBudget()
    {
        _a.Otherwise = _ => Reply.Json(200, SpendGateway.Message).With("anthropic-ratelimit-unified-status", "rejected").With("anthropic-ratelimit-tokens-remaining", "7").With("anthropic-other", "x");
        await using TestGateway gateway = await Start(0.40);

        using HttpResponseMessage limited = await gateway.PostAsync(TestGateway.Body(stream: false));
        using HttpResponseMessage second = await gateway.PostAsync(TestGateway.Body(stream: false));
        using HttpResponseMessage third = await gateway.PostAsync(TestGateway.Body(stream: false));
        using HttpResponseMessage free = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-router-key", "bob-test-key"));

        Assert.Equal(("allowed", null, "x"), (Header(limited, "anthropic-ratelimit-unified-status"), Header(limited, "anthropic-ratelimit-tokens-remaining"), Header(limited, "anthropic-other")));
        Assert.Equal(("allowed", "0.5"), (Header(third, "anthropic-ratelimit-unified-status"), Header(third, "anthropic-ratelimit-unified-overage-utilization")));
        Assert.Equal(("rejected", "7"), (Header(free, "anthropic-ratelimit-unified-status"), Header(free, "anthropic-ratelimit-tokens-remaining")));
    }

    [Fact]
    public async Task RatesOfAKey_AreKept_AndAReloadChangesThem()
    {
        await using TestGateway gateway = await SpendGateway.StartAsync(""", "limits": { "requestsPerMinute": 2 }""", _clock, "", _a);
        for (int turn = 0; turn < 2; turn++)
        {
            using HttpResponseMessage passed = await gateway.PostAsync(TestGateway.Body(stream: false));
            Assert.Equal(HttpStatusCode.OK, passed.StatusCode);
        }

        using HttpResponseMessage refused = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (refused.StatusCode, Header(refused, "retry-after")));
        Assert.Contains("may send 2 requests a minute", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        gateway.Folder.Write("router.json", SpendGateway.Config(""", "limits": { "requestsPerMinute": 3 }""", "", _a));
        gateway.Watcher.Look();
        using HttpResponseMessage again = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    private static bool Near((double, double) one, (double, double) other) => Math.Abs(one.Item1 - other.Item1) < 1e-9 && Math.Abs(one.Item2 - other.Item2) < 1e-9;

    private static string Budget(double usd) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $$""", "budget": { "usd": {{usd}}, "per": "day" }""");

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;

    /// <summary>Asks again until it is so: what a gateway does behind a client that has left nobody can wait for.</summary>
    private static async Task WaitForAsync(Func<Task<bool>> isSo)
    {
        for (int look = 0; look < 6000 && !await isSo(); look++)
        {
            await Task.Delay(10);
        }
    }

    private Task<TestGateway> Start(double usd, string more = "") => SpendGateway.StartAsync(Budget(usd) + more, _clock, "", _a);
}
