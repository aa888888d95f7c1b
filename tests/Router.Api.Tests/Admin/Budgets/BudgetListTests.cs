using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Admin.Budgets;

/// <summary>How everybody stands, for those who may see it.</summary>
public sealed class BudgetListTests
{
    private const string Demo = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/instant"], "price": { "input": 10, "output": 100 } } } """;

    [Fact]
    public async Task List_HasEveryNodeThatHasLimitsOrSpent_InPages()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Demo);
        await gateway.DoneAsync("POST teams", """{"id":"core","budget":{"usd":50,"per":"month"},"limits":{"concurrency":4}}""");
        await gateway.DoneAsync("POST teams", """{"id":"idle"}""");
        string ann = await gateway.UserWithKeyAsync("ann", "member", "core");
        await PostAsync(gateway, ann);

        JsonNode all = await gateway.DoneAsync("GET budgets");
        JsonNode[] rows = [.. all["data"]!.AsArray()!];
        JsonNode first = await gateway.DoneAsync("GET budgets?limit=2");
        JsonNode rest = await gateway.DoneAsync($"GET budgets?after={(string)first["last_id"]!}");

        Assert.Equal(["tenant", "team", "user", "key"], [.. rows.Select(row => (string)row["type"]!)]);
        Assert.Equal(("core", 50, "month"), ((string)rows[1]["id"]!, (double)rows[1]["budgets"]![0]!["usd"]!, (string)rows[1]["budgets"]![0]!["per"]!));
        Assert.Equal(("concurrency", 4, 0), ((string)rows[1]["limits"]![0]!["what"]!, (int)rows[1]["limits"]![0]!["limit"]!, (int)rows[1]["limits"]![0]!["used"]!));
        Assert.All(rows, row => Assert.True((double)row["spent_usd"]!["today"]! > 0));
        Assert.Equal((true, "team/core", 2, false), ((bool)first["has_more"]!, (string)first["last_id"]!, rest["data"]!.AsArray().Count, (bool)rest["has_more"]!));
        Assert.StartsWith("after: send the last_id", (await gateway.RefusedAsync("GET budgets?after=core")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_HasOnlyWhatTheRoleMaySee()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Demo);
        await gateway.DoneAsync("POST tenants", """{"id":"acme"}""");
        await gateway.DoneAsync("POST teams", """{"id":"core"}""");
        string ann = await gateway.UserWithKeyAsync("ann", "member", "core");
        string bob = await gateway.UserWithKeyAsync("bob", "manager", "core");
        string eve = await gateway.UserWithKeyAsync("eve", "admin", tenant: "acme");
        await PostAsync(gateway, ann);
        await PostAsync(gateway, bob);
        await PostAsync(gateway, eve);

        Assert.Equal(["user", "key"], await TypesAsync(gateway, ann));
        Assert.Equal(["team", "user", "user", "key", "key"], await TypesAsync(gateway, bob));
        Assert.Equal(["tenant", "user", "key"], await TypesAsync(gateway, eve));
        Assert.Equal(404, (await gateway.RefusedAsync("GET budgets?tenant=default", key: eve)).Status);
    }

    private static async Task<string[]> TypesAsync(TestGateway gateway, string key) =>
        [.. (await gateway.DoneAsync("GET budgets", key: key))["data"]!.AsArray().Select(row => (string)row!["type"]!)];

    private static async Task PostAsync(TestGateway gateway, string key)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-router-key", key));
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsStringAsync();
    }
}
