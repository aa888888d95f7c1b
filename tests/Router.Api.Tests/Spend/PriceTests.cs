using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Doctor;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Spend;

/// <summary>Which price a message is charged by.</summary>
public sealed class PriceTests : IAsyncLifetime
{
    private FakeProvider _a = null!;

    public async ValueTask InitializeAsync()
    {
        _a = await FakeProvider.StartAsync();
        _a.Otherwise = _ => Reply.Json(200, SpendGateway.Message);
    }

    public async ValueTask DisposeAsync() => await _a.DisposeAsync();

    /// <summary>35 tokens in, of which 7 are read from and 3 written to the cache, and 1,000 out.</summary>
    [Theory]
    [InlineData("", "unknown", 25, 0.02514725)]
    [InlineData(""", "prices": { "unknown": { "input": 1, "output": 2 } }""", "unknown", 2, 0.002035)]
    [InlineData(""", "prices": { "a/upstream-*": { "input": 2, "output": 4 }, "*/*": { "input": 9, "output": 9 } }""", "configured", 4, 0.00407)]
    [InlineData(""", "prices": { "b/*": { "output": 4 }, "*/upstream-model": { "input": 9, "output": 9 } }""", "configured", 9, 0.009315)]
    public async Task PricesOfRouterJson_StandOverTheTable_AndTheRecordKeepsTheOneUsed(string prices, string origin, double output, double usd)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(_a.BaseUrl) + prices);
        await PostAsync(gateway);

        JsonNode record = (await gateway.DoneAsync("GET requests"))["data"]![0]!;

        Assert.Equal((origin, output, usd), ((string)record["price_from"]!, (double)record["price"]!["output"]!, (double)record["usd"]!));
    }

    [Fact]
    public async Task TenantsMultiplier_IsInWhatIsCharged_AndInTheRecordsPrice()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(_a.BaseUrl) + """, "prices": { "a/*": { "input": 2, "output": 4 } }""");
        await gateway.DoneAsync("PATCH tenants/default", """{"price_multiplier":1.5,"budget":{"usd":1,"per":"day"}}""");
        await PostAsync(gateway);
        await gateway.DoneAsync("PATCH tenants/default", """{"price_multiplier":null}""");
        await PostAsync(gateway);

        JsonNode[] records = [.. (await gateway.DoneAsync("GET requests"))["data"]!.AsArray()!];

        Assert.Equal([(4, 0.00407), (6, 0.006105)], [.. records.Select(record => ((double)record["price"]!["output"]!, (double)record["usd"]!))]);
        Assert.Equal(0.010175, (double)(await gateway.GetAsync("/v1/usage/me"))["budgets"]![0]!["spent_usd"]!);
        Assert.StartsWith("price_multiplier: must be 0 to 1000", (await gateway.RefusedAsync("PATCH tenants/default", """{"price_multiplier":-1}""")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TenantsMultiplierOfRouterJson_HoldsOverTheAdminApis()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(_a.BaseUrl) + """, "prices": { "a/*": { "input": 2, "output": 4 } }, "tenants": { "default": { "priceMultiplier": 2 } }""");
        await PostAsync(gateway);

        Assert.Equal(0.00814, (double)(await gateway.DoneAsync("GET requests"))["data"]![0]!["usd"]!);
        Assert.Equal(2, (double)(await gateway.DoneAsync("GET tenants/default"))["price_multiplier"]!);
        Assert.Equal(409, (await gateway.RefusedAsync("PATCH tenants/default", """{"price_multiplier":3}""")).Status);
    }

    [Fact]
    public async Task Doctor_WarnsOfModelsWhosePriceNobodyKnows()
    {
        Checkup unknown = await Checkup.OfAsync(TestGateway.Config(TestGateway.Providers(_a.BaseUrl)));
        Checkup known = await Checkup.OfAsync(TestGateway.Config(TestGateway.Providers(_a.BaseUrl) + """, "prices": { "a/upstream-model": { "input": 2, "output": 4 } }"""));

        Assert.Contains(unknown.Setup, check => Checkup.Line(check).Contains("the price of a/upstream-model is not known, so it is charged $5 a million input tokens and $25 a million output tokens", StringComparison.Ordinal));
        Assert.DoesNotContain(known.Setup, check => Checkup.Line(check).Contains("is not known", StringComparison.Ordinal));
    }

    private static async Task PostAsync(TestGateway gateway)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await response.Content.ReadAsStringAsync();
    }
}
