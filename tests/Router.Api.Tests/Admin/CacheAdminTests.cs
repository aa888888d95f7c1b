using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Admin;

/// <summary>/admin/v1/cache, and the paths that other proxies have for it.</summary>
public sealed class CacheAdminTests : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private FakeProvider _provider = null!;
    private TestGateway _gateway = null!;
    private string _acme = "";

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        _gateway = await TestGateway.StartAsync(
            TestGateway.Providers(_provider.BaseUrl).Replace("\"targets\"", "\"price\": { \"input\": 1000, \"output\": 1000 }, \"targets\"", StringComparison.Ordinal)
                .Replace("\"models\": {", "\"models\": { \"other\": { \"cacheTtl\": \"10h\", \"targets\": [\"a/other-model\"] },", StringComparison.Ordinal) + ", \"cache\": { \"mode\": \"full\" }",
            _clock);
        await _gateway.DoneAsync("POST tenants", """{"id":"acme"}""");
        _acme = await _gateway.UserWithKeyAsync("chief", "admin", tenant: "acme");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Stats_CountByTenantAndModel()
    {
        await AskAsync();
        await AskAsync();
        await AskAsync(text: "Another");
        await AskAsync(model: "other");
        await AskAsync(key: _acme);

        JsonNode stats = await _gateway.DoneAsync("GET cache");
        Assert.Equal("full", (string?)stats["mode"]);
        Assert.Equal(
            ["acme claude-test 1 0 1 1 0", "default claude-test 2 1 2 2 0.05", "default other 1 0 1 1 0"],
            stats["data"]!.AsArray().Select(row => string.Join(' ', ((string[])["tenant", "model", "entries", "hits", "misses", "stored", "saved_usd"]).Select(name => row![name]!.ToString()))));
        Assert.Equal((4, 1, 4, 0.05m), ((int)stats["entries"]!, (int)stats["hits"]!, (int)stats["misses"]!, (decimal)stats["saved_usd"]!));
        Assert.True((long)stats["bytes"]! > 4 * 200);
        Assert.Equal(1, (int)(await _gateway.DoneAsync("GET cache?tenant=acme"))["entries"]!);
        Assert.Equal(1, (int)(await _gateway.DoneAsync("GET cache?model=other"))["entries"]!);
    }

    [Fact]
    public async Task TenantsAdmin_SeesAndClearsHisOwn()
    {
        await AskAsync();
        await AskAsync(key: _acme);

        Assert.Equal("acme", (string?)Assert.Single((await _gateway.DoneAsync("GET cache", key: _acme))["data"]!.AsArray())!["tenant"]);
        Assert.Equal(403, (await _gateway.RefusedAsync("GET cache?tenant=default", key: _acme)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("POST cache/clear?tenant=default", key: _acme)).Status);
        Assert.Equal(1, (int)(await _gateway.DoneAsync("POST cache/clear", key: _acme))["cleared"]!);
        Assert.Equal("hit", await AskAsync());
        Assert.Equal("miss", await AskAsync(key: _acme));
    }

    /// <summary>As at the other lists: nothing of a tenant is one thing, no such tenant another.</summary>
    [Fact]
    public async Task UnknownTenant_IsToldSo()
    {
        (int status, string message) = await _gateway.RefusedAsync("GET cache?tenant=acmee");
        Assert.Equal(404, status);
        Assert.Contains("There is no tenant \"acmee\"", message, StringComparison.Ordinal);
        Assert.Equal(404, (await _gateway.RefusedAsync("POST cache/clear?tenant=acmee")).Status);
        Assert.Equal(0, (int)(await _gateway.DoneAsync("GET cache?tenant=acme"))["entries"]!);
        Assert.Equal(0, (int)(await _gateway.DoneAsync("POST cache/clear?tenant=acme"))["cleared"]!);
    }

    [Fact]
    public async Task Cleared_IsAskedForAgainAndStandsInTheAudit()
    {
        await AskAsync();
        await AskAsync(model: "other");
        Assert.Equal(1, (int)(await _gateway.DoneAsync("POST cache/clear?model=other"))["cleared"]!);
        Assert.Equal("hit", await AskAsync());
        Assert.Equal("miss", await AskAsync(model: "other"));
        JsonNode act = (await _gateway.DoneAsync("GET audit"))["data"]![0]!;
        Assert.Equal(("cache.cleared", "other"), ((string?)act["action"], (string?)act["entry"]));
    }

    [Fact]
    public async Task ClearExpired_LeavesTheRest()
    {
        await AskAsync();
        await AskAsync(model: "other");
        _clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, (int)(await _gateway.DoneAsync("POST cache/clear-expired"))["cleared"]!);
        Assert.Equal("other", (string?)Assert.Single((await _gateway.DoneAsync("GET cache"))["data"]!.AsArray(), row => (int)row!["entries"]! > 0)!["model"]);
        Assert.Equal("hit", await AskAsync(model: "other"));
    }

    [Theory]
    [InlineData("GET", "/cache/stats", "entries", 1)]
    [InlineData("POST", "/cache/clear", "cleared", 1)]
    [InlineData("DELETE", "/cache/clear", "cleared", 1)]
    [InlineData("POST", "/cache/clear-expired", "cleared", 0)]
    public async Task OtherPaths_DoTheSameForTheSame(string method, string path, string member, int expected)
    {
        await AskAsync();
        await AskAsync(); // a hit, so the first one is kept by now: its client does not wait for that
        Assert.Equal(401, (await CallAsync(method, path, "no-key-of-this-gateway")).Status);
        Assert.Equal(403, (await CallAsync(method, path, TestGateway.Key)).Status);
        (int status, JsonNode answer) = await CallAsync(method, path, TestGateway.AdminKey);
        Assert.Equal((200, expected), (status, (int)answer[member]!));
    }

    private async Task<string> AskAsync(string? key = null, string model = "claude-test", string text = "Hi")
    {
        using HttpResponseMessage response = await _gateway.PostAsync(
            TestGateway.Body(stream: false, model).Replace("\"Hi\"", $"\"{text}\"", StringComparison.Ordinal), request => request.Headers.Add("x-router-key", key ?? TestGateway.Key));
        await response.Content.ReadAsStringAsync();
        return response.Headers.GetValues("x-router-cache").Single();
    }

    private async Task<(int Status, JsonNode Answer)> CallAsync(string method, string path, string key)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Headers = { { "x-router-key", key } } };
        using var client = new HttpClient { BaseAddress = _gateway.Client.BaseAddress };
        using HttpResponseMessage response = await client.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
