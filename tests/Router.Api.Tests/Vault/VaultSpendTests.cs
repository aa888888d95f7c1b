using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Spend;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Vault;

/// <summary>Whose budget pays for a message that goes out with a vault's credential: there is room for one of $0.10.</summary>
public sealed class VaultSpendTests
{
    [Theory]
    [InlineData("main?user=alice", "", 0)]
    [InlineData("main?user=alice", """, "spend": { "ownKeys": "charged" }""", SpendGateway.Cost)]
    [InlineData("main", "", SpendGateway.Cost)]
    public async Task UsersOwnKey_CostsNoBudget_AndIsRecordedAllTheSame(string entry, string more, double charged)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(200, SpendGateway.Message);
        using var folder = new TestFolder();
        folder.Write("router.json", SpendGateway.Config(""", "budget": { "usd": 0.15, "per": "day" }""", more, provider).Replace("\"upstream-secret\"", "\"vault:main\"", StringComparison.Ordinal));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, new ManualClock());
        await gateway.PutAsync(entry, VaultGateway.Secret);

        Assert.Equal(HttpStatusCode.OK, (await gateway.AskAsync()).Status);
        Assert.Equal((charged, 0.0), await gateway.BudgetAsync());
        Assert.Equal(charged == 0 ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, (await gateway.AskAsync()).Status);
        JsonNode first = (await gateway.DoneAsync("GET requests"))["data"]!.AsArray()[^1]!;
        Assert.Equal((entry.Contains("alice", StringComparison.Ordinal), SpendGateway.Cost), ((bool)first["own_key"]!, (double)first["usd"]!));
    }

    /// <summary>The multiplier is what the tenant is charged; who pays the provider himself pays its price.</summary>
    [Fact]
    public async Task UsersOwnKey_CostsThePrice_WithoutTheTenantsMultiplier()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(200, SpendGateway.Message);
        using var folder = new TestFolder();
        folder.Write("router.json", SpendGateway.Config("", """, "tenants": { "default": { "priceMultiplier": 2 } }""", provider).Replace("\"upstream-secret\"", "\"vault:main\"", StringComparison.Ordinal));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, new ManualClock());
        await gateway.PutAsync("main", VaultGateway.Secret);
        Assert.Equal(HttpStatusCode.OK, (await gateway.AskAsync()).Status);
        await gateway.PutAsync("main?user=alice", "her-own-secret");
        Assert.Equal(HttpStatusCode.OK, (await gateway.AskAsync()).Status);

        JsonArray records = (await gateway.DoneAsync("GET requests"))["data"]!.AsArray();
        Assert.Equal([(true, SpendGateway.Cost, 100.0), (false, 2 * SpendGateway.Cost, 200.0)], records.Select(record => ((bool)record!["own_key"]!, (double)record["usd"]!, (double)record["price"]!["output"]!)));
        Assert.Equal(3 * SpendGateway.Cost, (double)(await gateway.GetAsync("/v1/usage/me"))["spend"]!["today"]!["usd"]!, 9);
    }

    [Fact]
    public async Task ClientsOwnKey_CostsNoBudgetEither_ButTheOperatorsBesideItDoes()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = request => request.Headers["x-api-key"] == "users" ? Reply.Json(200, SpendGateway.Message) : Reply.Json(500, Samples.Error("api_error", "down"));
        await using FakeProvider operators = await FakeProvider.StartAsync();
        operators.Otherwise = _ => Reply.Json(200, SpendGateway.Message);
        string config = SpendGateway.Config(""", "budget": { "usd": 5, "per": "day" }""", "", provider, operators);
        int first = config.IndexOf("\"upstream-secret\"", StringComparison.Ordinal);
        using var folder = new TestFolder();
        folder.Write("router.json", config.Remove(first, "\"upstream-secret\"".Length).Insert(first, "\"client\""));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder, new ManualClock());

        await AskAsync("users");
        Assert.Equal((0.0, 0.0), await gateway.BudgetAsync());
        await AskAsync("another");
        Assert.Single(operators.Requests);
        Assert.Equal((1.0035, 0.0), await gateway.BudgetAsync());
        JsonArray records = (await gateway.DoneAsync("GET requests"))["data"]!.AsArray();
        Assert.Equal([false, true], records.Select(record => (bool)record!["own_key"]!));

        async Task AskAsync(string own)
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request =>
            {
                request.Headers.Add("x-router-key", TestGateway.Key);
                request.Headers.Add("x-api-key", own);
            });
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
