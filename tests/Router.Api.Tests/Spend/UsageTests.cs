using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Spend;

/// <summary>What is recorded of messages, and who can ask for it.</summary>
public sealed class UsageTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private FakeProvider _a = null!;

    public async ValueTask InitializeAsync()
    {
        _a = await FakeProvider.StartAsync();
        _a.Otherwise = request => request.Json["stream"]?.GetValue<bool>() == true ? Reply.Sse(Samples.Stream()) : Reply.Json(200, SpendGateway.Message);
    }

    public async ValueTask DisposeAsync() => await _a.DisposeAsync();

    [Fact]
    public async Task EveryMessage_IsRecorded_WhoseKeyHasNoLimitsToo()
    {
        await using TestGateway gateway = await SpendGateway.StartAsync("", _clock, "", _a);
        await PostAsync(gateway, stream: true);

        JsonNode record = (await gateway.GetAsync("/admin/v1/requests", TestGateway.AdminKey))["data"]!.AsArray().Single()!;

        Assert.Equal(("alice", "router.json#1:alice", "s1", "agent-7", "agent-1"), ((string)record["user"]!, (string)record["key"]!, (string)record["session"]!, (string)record["agent"]!, (string)record["parent_agent"]!));
        Assert.Equal(("claude-test", "a", "m", 1, 200, "answered"), ((string)record["model"]!, (string)record["provider"]!, (string)record["model_served"]!, (int)record["attempts"]!, (int)record["status"]!, (string)record["outcome"]!));
        Assert.Equal((25, 15, 7, 3, 0), ((int)record["input_tokens"]!, (int)record["output_tokens"]!, (int)record["cache_read_tokens"]!, (int)record["cache_write_5m_tokens"]!, (int)record["cache_write_1h_tokens"]!));
        Assert.Equal((0.00185, "configured", "off"), ((double)record["usd"]!, (string)record["price_from"]!, (string)record["cache"]!));
    }

    [Fact]
    public async Task OwnUsage_ShowsSpendLimitsAndBudget()
    {
        await using TestGateway gateway = await SpendGateway.StartAsync(""", "budget": { "usd": 2, "per": "month" }, "limits": { "requestsPerMinute": 9 }""", _clock, "", _a);
        await PostAsync(gateway, stream: false);

        JsonNode own = await gateway.GetAsync("/v1/usage/me");

        Assert.Equal(("default", null, "alice"), ((string)own["tenant"]!, (string?)own["team"], (string)own["user"]!));
        Assert.Equal((SpendGateway.Cost, 1), ((double)own["spend"]!["today"]!["usd"]!, (int)own["spend"]!["this_month"]!["requests"]!));
        JsonNode budget = own["budgets"]!.AsArray().Single()!;
        Assert.Equal(("key router.json#1:alice", "month", 2, SpendGateway.Cost, 5, "2026-12-01T00:00:00Z"), ((string)budget["of"]!, (string)budget["per"]!, (double)budget["usd"]!, (double)budget["spent_usd"]!, (int)budget["used_percent"]!, (string)budget["reset"]!));
        JsonNode limit = own["limits"]!.AsArray().Single()!;
        Assert.Equal(("requests_per_minute", 9, 1), ((string)limit["what"]!, (int)limit["limit"]!, (int)limit["used"]!));
        Assert.Equal(0, (int)(await gateway.GetAsync("/v1/usage/me", "bob-test-key"))["spend"]!["today"]!["requests"]!);
    }

    [Fact]
    public async Task Usage_IsSummedByWhatTheAdminAsks_AndAsATableToo()
    {
        await using TestGateway gateway = await SpendGateway.StartAsync("", _clock, "", _a);
        await PostAsync(gateway, stream: false);
        await PostAsync(gateway, stream: false);

        JsonNode rows = (await gateway.GetAsync("/admin/v1/usage?group_by=agent&per=hour", TestGateway.AdminKey))["data"]!;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/v1/usage?group_by=model&from=2026-11-21&to=2026-11-22");
        request.Headers.Add("x-router-key", TestGateway.AdminKey);
        request.Headers.Add("Accept", "text/csv");
        using HttpResponseMessage table = await gateway.Client.SendAsync(request);

        JsonNode row = rows.AsArray().Single()!;
        Assert.Equal(("2026-11-21T12:00:00Z", "agent-7", 2, 2 * SpendGateway.Cost), ((string)row["start"]!, (string)row["agent"]!, (int)row["requests"]!, (double)row["usd"]!));
        Assert.Equal("text/csv", table.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "start,tenant,model,requests,input_tokens,output_tokens,cache_read_tokens,cache_write_5m_tokens,cache_write_1h_tokens,usd,saved_usd\r\n2026-11-21T00:00:00Z,default,claude-test,2,50,2000,14,6,0,0.2007,0\r\n",
            await table.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task UsageByTenant_NamesTheTenantOnce()
    {
        await using TestGateway gateway = await SpendGateway.StartAsync("", _clock, "", _a);
        await PostAsync(gateway, stream: false);
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/admin/v1/usage?group_by=tenant");
        asked.Headers.Add("x-router-key", TestGateway.AdminKey);
        asked.Headers.Add("Accept", "text/csv");
        using HttpResponseMessage table = await gateway.Client.SendAsync(asked);

        Assert.Equal(
            "start,tenant,requests,input_tokens,output_tokens,cache_read_tokens,cache_write_5m_tokens,cache_write_1h_tokens,usd,saved_usd\r\n2026-11-21T00:00:00Z,default,1,25,1000,7,3,0,0.10035,0\r\n",
            await table.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task NamesThatLookLikeFormulas_AreTextInTables()
    {
        await using TestGateway gateway = await SpendGateway.StartAsync("", _clock, "", _a);
        using (await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-claude-code-agent-id", "=HYPERLINK(\"x\",1)")))
        {
        }

        using var asked = new HttpRequestMessage(HttpMethod.Get, "/admin/v1/usage?group_by=agent");
        asked.Headers.Add("x-router-key", TestGateway.AdminKey);
        asked.Headers.Add("Accept", "text/csv");
        using HttpResponseMessage table = await gateway.Client.SendAsync(asked);
        Assert.Contains(",\"'=HYPERLINK(\"\"x\"\",1)\",", await table.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/admin/v1/usage?group_by=colour", "group_by: use one of tenant, team, user")]
    [InlineData("/admin/v1/usage?per=minute", "per: use one of hour, day.")]
    [InlineData("/admin/v1/usage?from=yesterday", "from: use a date")]
    [InlineData("/admin/v1/requests?limit=0", "limit: use a number from 1 to 1000.")]
    public async Task WrongQuestion_IsToldWhatToAsk(string path, string words)
    {
        await using TestGateway gateway = await SpendGateway.StartAsync("", _clock, "", _a);

        Assert.StartsWith(words, (string)(await gateway.GetAsync(path, TestGateway.AdminKey))["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_SeeTheirOwnUsage_AndNoSumThatHoldsOthers()
    {
        await using TestGateway gateway = await SpendGateway.StartAsync("", _clock, "", _a);
        await PostAsync(gateway, stream: false);

        Assert.Equal("alice", (string)(await gateway.GetAsync("/admin/v1/usage"))["data"]!.AsArray().Single()!["user"]!);
        Assert.Equal("router.json#1:alice", (string)(await gateway.GetAsync("/admin/v1/usage?group_by=key"))["data"]!.AsArray().Single()!["key"]!);
        Assert.Equal("alice", (string)(await gateway.GetAsync("/admin/v1/requests"))["data"]!.AsArray().Single()!["user"]!);
        Assert.Equal("s1", (string)(await gateway.GetAsync("/admin/v1/sessions"))["data"]!.AsArray().Single()!["id"]!);
        foreach (string path in (string[])["usage", "usage?group_by=key", "requests", "sessions"])
        {
            Assert.Empty((await gateway.GetAsync($"/admin/v1/{path}", "bob-test-key"))["data"]!.AsArray());
        }

        Assert.Equal("permission_error", (string)(await gateway.GetAsync("/admin/v1/usage?group_by=model"))["error"]!["type"]!);
    }

    [Fact]
    public async Task Sessions_AreTreesOfAgents_AndThereAfterARestart()
    {
        var folder = new TestFolder { Keep = true };
        folder.Write("router.json", SpendGateway.Config("", "", _a));
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder, _clock))
        {
            await AskAsync(gateway, null, null);
            await AskAsync(gateway, "explorer", null);
            await AskAsync(gateway, "reader", "explorer");
            await AskAsync(gateway, "reader", "explorer");
        }

        folder.Keep = false;
        await using TestGateway next = await TestGateway.StartInAsync(folder, _clock);
        JsonNode session = (await next.GetAsync("/admin/v1/sessions", TestGateway.AdminKey))["data"]!.AsArray().Single()!;

        Assert.Equal(("s1", "alice", 1, 4), ((string)session["id"]!, (string)session["user"]!, (int)session["own"]!["requests"]!, (int)session["total"]!["requests"]!));
        JsonNode explorer = session["agents"]!.AsArray().Single()!;
        Assert.Equal(("explorer", "claude-test", 1, 3), ((string)explorer["id"]!, (string)explorer["model"]!, (int)explorer["own"]!["requests"]!, (int)explorer["total"]!["requests"]!));
        JsonNode reader = explorer["agents"]!.AsArray().Single()!;
        Assert.Equal(("reader", 2, 2 * SpendGateway.Cost), ((string)reader["id"]!, (int)reader["own"]!["requests"]!, (double)reader["own"]!["usd"]!));
        Assert.Empty(reader["agents"]!.AsArray());
    }

    [Fact]
    public async Task Requests_ComeInPages_TheNewestFirst()
    {
        await using TestGateway gateway = await SpendGateway.StartAsync("", _clock, "", _a);
        foreach (string agent in (string[])["one", "two", "three"])
        {
            await AskAsync(gateway, agent, null);
        }

        JsonNode first = await gateway.GetAsync("/admin/v1/requests?limit=2", TestGateway.AdminKey);
        JsonNode second = await gateway.GetAsync($"/admin/v1/requests?limit=2&after={first["last_id"]}", TestGateway.AdminKey);

        Assert.Equal(["three", "two"], first["data"]!.AsArray().Select(record => (string?)record!["agent"]));
        Assert.Equal(["one"], second["data"]!.AsArray().Select(record => (string?)record!["agent"]));
        Assert.Equal((true, false), ((bool)first["has_more"]!, (bool)second["has_more"]!));
    }

    private static async Task AskAsync(TestGateway gateway, string? agent, string? parent)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request =>
        {
            request.Headers.Add("x-claude-code-session-id", "s1");
            if (agent is not null)
            {
                request.Headers.Add("x-claude-code-agent-id", agent);
            }

            if (parent is not null)
            {
                request.Headers.Add("x-claude-code-parent-agent-id", parent);
            }
        });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await response.Content.ReadAsStringAsync();
    }

    private static async Task PostAsync(TestGateway gateway, bool stream)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream), request =>
        {
            request.Headers.Add("x-claude-code-session-id", "s1");
            request.Headers.Add("x-claude-code-agent-id", "agent-7");
            request.Headers.Add("x-claude-code-parent-agent-id", "agent-1");
        });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await response.Content.ReadAsStringAsync();
    }
}
