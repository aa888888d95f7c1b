using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Spend;

/// <summary>Budgets and limits of tenants, teams, users and kept keys, on the way of a message.</summary>
public sealed class LevelBudgetTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private FakeProvider _a = null!;

    public async ValueTask InitializeAsync()
    {
        _a = await FakeProvider.StartAsync();
        _a.Otherwise = _ => Reply.Json(200, SpendGateway.Message);
    }

    public async ValueTask DisposeAsync() => await _a.DisposeAsync();

    /// <summary>A message costs $0.10 and may cost $0.13: of $0.20 one fits, and the second is refused in the name of whoever has the budget.</summary>
    [Theory]
    [InlineData("tenants/default", "tenant default")]
    [InlineData("teams/core", "team core")]
    [InlineData("users/ann", "user ann")]
    [InlineData("keys/KEY", "key ")]
    public async Task BudgetOfAnyLevel_SetWhileTheGatewayRuns_CountsAtOnce_WithWhatWasSpentBefore(string entry, string who)
    {
        await using TestGateway gateway = await StartAsync();
        (string secret, string id) = await AnnAsync(gateway);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, secret)).Status);

        await gateway.DoneAsync($"PATCH {entry.Replace("KEY", id, StringComparison.Ordinal)}", """{"budget":{"usd":0.2,"per":"month"}}""");
        (HttpStatusCode status, string words) = await AskAsync(gateway, secret);

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Contains("billing_error", words, StringComparison.Ordinal);
        Assert.Contains($"the monthly budget of {who}", words, StringComparison.Ordinal);
        Assert.Contains("Budget $0.20, spent $0.10, reserved $0.00", words, StringComparison.Ordinal);
        await gateway.DoneAsync($"PATCH {entry.Replace("KEY", id, StringComparison.Ordinal)}", """{"budget":null}""");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, secret)).Status);
    }

    [Theory]
    [InlineData("tenants/default", "The tenant default may send 2 requests a minute")]
    [InlineData("teams/core", "The team core may send 2 requests a minute")]
    [InlineData("users/ann", "The user ann may send 2 requests a minute")]
    public async Task LimitOfAnyLevel_KnowsTheRequestsBeforeIt(string entry, string words)
    {
        await using TestGateway gateway = await StartAsync();
        (string secret, _) = await AnnAsync(gateway);
        await AskAsync(gateway, secret);
        await AskAsync(gateway, secret);

        await gateway.DoneAsync($"PATCH {entry}", """{"limits":{"requests_per_minute":2}}""");
        (HttpStatusCode status, string refused) = await AskAsync(gateway, secret);

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Contains(words, refused, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, secret)).Status);
    }

    [Fact]
    public async Task BudgetsAndWhatIsSpent_SurviveARestart_OfWhomNothingLimitedToo()
    {
        var folder = new TestFolder { Keep = true };
        folder.Write("router.json", SpendGateway.Config("", "", _a));
        string secret;
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, _clock))
        {
            (secret, _) = await AnnAsync(gateway);
            await AskAsync(gateway, secret);
            await gateway.DoneAsync("PATCH teams/core", """{"budget":{"usd":0.2,"per":"week"}}""");
        }

        folder.Keep = false;
        await using TestGateway next = await TestGateway.StartInAsync(folder, _clock);
        (HttpStatusCode status, string words) = await AskAsync(next, secret);

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Contains("the weekly budget of team core", words, StringComparison.Ordinal);
        Assert.Contains("spent $0.10", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RouterJson_SetsLimitsOfAllLevels_AndThereAreReadOnlyInTheAdminApi()
    {
        const string Tenants = """, "tenants": { "default": { "teams": { "core": { "budget": { "usd": 0.2, "per": "day" } } }, "users": { "bob": { "limits": { "requestsPerMinute": 1 } } } } }""";
        await using TestGateway gateway = await StartAsync(Tenants);
        (string secret, _) = await AnnAsync(gateway);

        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, secret)).Status);
        Assert.Contains("the daily budget of team core", (await AskAsync(gateway, secret)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, "bob-test-key")).Status);
        Assert.Contains("The user bob may send 1 requests a minute", (await AskAsync(gateway, "bob-test-key")).Body, StringComparison.Ordinal);
        Assert.Equal(0.2, (double)(await gateway.DoneAsync("GET teams/core"))["budget"]!["usd"]!);
        (int status, string words) = await gateway.RefusedAsync("PATCH teams/core", """{"budget":null}""");
        Assert.Equal(409, status);
        Assert.StartsWith("Limits and budget of the team \"core\" stand in router.json", words, StringComparison.Ordinal);

        gateway.Folder.Write("router.json", SpendGateway.Config("", Tenants.Replace("0.2", "5", StringComparison.Ordinal), _a));
        gateway.Watcher.Look();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, secret)).Status);
    }

    /// <summary>64 at one time: what is spent and reserved never exceeds the team's budget, and what is left is less than one reservation.</summary>
    [Fact]
    public async Task SixtyFourAtOneTime_OverspendNothingOfATeamsBudget_AndLeaveLessThanOneReservation()
    {
        const double Usd = 3;
        await using TestGateway gateway = await StartAsync();
        (string secret, _) = await AnnAsync(gateway);
        await gateway.DoneAsync("PATCH teams/core", """{"budget":{"usd":3,"per":"month"}}""");
        int passed = 0;

        await Parallel.ForAsync(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, _) =>
        {
            while (true)
            {
                (HttpStatusCode status, string body) = await AskAsync(gateway, secret);
                if (status == HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref passed);
                }
                else if (body.Contains("billing_error", StringComparison.Ordinal))
                {
                    return;
                }
            }
        });

        JsonNode team = (await gateway.DoneAsync("GET budgets"))["data"]!.AsArray().Single(node => (string)node!["type"]! == "team")!;
        double spent = (double)team["spent_usd"]!["this_month"]!;
        Assert.Equal(passed * SpendGateway.Cost, spent, 6);
        Assert.Equal((0, _a.Requests.Count), ((double)team["reserved_usd"]!, passed));
        Assert.InRange(spent, Usd - 0.15, Usd);
    }

    /// <summary>The clock starts on Saturday, the 21st of November, at noon: midnight, Monday and the first lie before one another.</summary>
    [Theory]
    [InlineData("day", 12)]
    [InlineData("week", 36)]
    [InlineData("month", 9 * 24 + 12)]
    public async Task BudgetsBeginAnew_WithTheirPeriodInUtc(string per, int hours)
    {
        await using TestGateway gateway = await StartAsync();
        (string secret, _) = await AnnAsync(gateway);
        await gateway.DoneAsync("PATCH users/ann", $$"""{"budget":{"usd":0.2,"per":"{{per}}"} }""");
        await AskAsync(gateway, secret);

        _clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AskAsync(gateway, secret)).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(gateway, secret)).Status);
    }

    [Fact]
    public async Task SoftBudget_Warns_AndNeverRefuses()
    {
        await using TestGateway gateway = await StartAsync();
        (string secret, _) = await AnnAsync(gateway);
        await gateway.DoneAsync("PATCH teams/core", """{"budget":{"usd":0.2,"per":"month","soft_at":40}}""");
        List<(HttpStatusCode Status, string? Warning, string? Notes)> seen = [];
        for (int turn = 0; turn < 4; turn++)
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-router-key", secret));
            seen.Add((response.StatusCode, Header(response, "anthropic-ratelimit-unified-overage-surpassed-threshold"), Header(response, "x-router-notes")));
        }

        Assert.Equal((HttpStatusCode.OK, null, null), seen[0]);
        Assert.All(seen.Skip(1), answer => Assert.Equal((HttpStatusCode.OK, "0.4", "soft-budget-reached"), answer));
        string log = string.Concat(Directory.GetFiles(gateway.Folder.File("state/logs")).Select(ReadShared));
        Assert.Equal(2, log.Split("The budget by the month of team core, tenant default, has reached 40 %").Length);
        JsonNode budget = (await gateway.GetAsync("/v1/usage/me", secret))["budgets"]!.AsArray().Single()!;
        Assert.Equal(("team core", 40, 40, 200), ((string)budget["of"]!, (int)budget["soft_at"]!, (int)budget["warned_at"]!, (int)budget["used_percent"]!));
    }

    [Fact]
    public async Task NearestBudgetOfAllLevels_IsTheOneThatHeadersTell()
    {
        await using TestGateway gateway = await StartAsync();
        (string secret, _) = await AnnAsync(gateway);
        await gateway.DoneAsync("PATCH tenants/default", """{"budget":{"usd":10,"per":"month"}}""");
        await gateway.DoneAsync("PATCH teams/core", """{"budget":{"usd":0.5,"per":"week"}}""");
        await gateway.DoneAsync("PATCH users/ann", """{"budget":{"usd":5,"per":"day"}}""");
        await AskAsync(gateway, secret);
        await AskAsync(gateway, secret);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-router-key", secret));

        Assert.Equal("0.4", Header(response, "anthropic-ratelimit-unified-overage-utilization"));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), Header(response, "anthropic-ratelimit-unified-reset"));
    }

    [Fact]
    public async Task RefusedMessages_AreCounted_AndSayWhyInTheirRecord()
    {
        await using TestGateway gateway = await StartAsync();
        (string secret, _) = await AnnAsync(gateway);
        await gateway.DoneAsync("PATCH users/ann", """{"budget":{"usd":0.01,"per":"day"}}""");
        await gateway.DoneAsync("PATCH teams/core", """{"limits":{"requests_per_minute":1}}""");
        await AskAsync(gateway, secret);
        await gateway.DoneAsync("PATCH users/ann", """{"budget":null}""");
        await AskAsync(gateway, secret);
        await AskAsync(gateway, secret);

        string metrics = await MetricsAsync(gateway);
        Assert.Contains("router_spend_refusals_total{router_level=\"user\",router_reason=\"budget\"} 1", metrics, StringComparison.Ordinal);
        Assert.Contains("router_spend_refusals_total{router_level=\"team\",router_reason=\"requests\"} 1", metrics, StringComparison.Ordinal);
        JsonNode[] records = [.. (await gateway.DoneAsync("GET requests"))["data"]!.AsArray()!];
        Assert.Equal(["refused-requests", "-", "refused-budget"], [.. records.Select(record => (string?)record["notes"]!.AsArray().FirstOrDefault() ?? "-")]);
        Assert.Equal([429, 200, 429], [.. records.Select(record => (int)record["status"]!)]);
    }

    private static async Task<string> MetricsAsync(TestGateway gateway)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("x-router-key", TestGateway.AdminKey);
        using HttpResponseMessage response = await gateway.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(TestGateway gateway, string key)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-router-key", key));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Ann, of the team core, with a key that is kept.</summary>
    private static async Task<(string Secret, string Id)> AnnAsync(TestGateway gateway)
    {
        await gateway.DoneAsync("POST teams", """{"id":"core"}""");
        await gateway.DoneAsync("POST users", """{"id":"ann","team":"core"}""");
        JsonNode key = await gateway.DoneAsync("POST keys", """{"user":"ann"}""");
        return ((string)key["secret"]!, (string)key["id"]!);
    }

    private static string ReadShared(string file)
    {
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;

    private Task<TestGateway> StartAsync(string more = "") => SpendGateway.StartAsync("", _clock, more, _a);
}
