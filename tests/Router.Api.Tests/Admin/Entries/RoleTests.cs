using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Admin.Entries;

/// <summary>Who may do what by the admin API, with keys of users.</summary>
public sealed class RoleTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        foreach (string team in (string[])["red", "blue"])
        {
            await _gateway.DoneAsync("POST teams", $$"""{"id":"{{team}}"}""");
        }
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Member_ManagesHisOwnKeysOnly()
    {
        string ann = await _gateway.UserWithKeyAsync("ann", "member", "red");
        await _gateway.UserWithKeyAsync("bob", "member", "blue");

        Assert.NotNull((await _gateway.DoneAsync("POST keys", """{"user":"ann"}""", ann))["secret"]);
        Assert.Equal(2, AdminClient.Ids(await _gateway.DoneAsync("GET keys", key: ann)).Length);
        Assert.Equal(403, (await _gateway.RefusedAsync("POST keys", """{"user":"bob"}""", ann)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("POST users", """{"id":"eve","team":"red"}""", ann)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("DELETE users/bob", key: ann)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("GET audit", key: ann)).Status);
        Assert.Equal((403, "This key may not set limits and budgets. Use the admin key, or one of a user whose role allows it."), await _gateway.RefusedAsync("POST keys", """{"user":"ann","budget":{"usd":1,"per":"day"}}""", ann));
    }

    [Fact]
    public async Task Manager_ManagesHisTeam_ButNeitherBettersNorOtherTeams()
    {
        string manager = await _gateway.UserWithKeyAsync("max", "manager", "red");
        await _gateway.UserWithKeyAsync("boss", "admin", "red");

        await _gateway.DoneAsync("POST users", """{"id":"ann","team":"red"}""", manager);
        Assert.Equal(403, (await _gateway.RefusedAsync("POST users", """{"id":"eve","team":"blue"}""", manager)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("POST users", """{"id":"eve","team":"red","role":"admin"}""", manager)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("PATCH users/max", """{"team":"blue"}""", manager)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("PATCH users/max", """{"role":"admin"}""", manager)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("POST keys", """{"user":"boss"}""", manager)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("POST users/boss/suspend", key: manager)).Status);
    }

    [Fact]
    public async Task AdminOfATenant_SeesNothingOfOthers()
    {
        await _gateway.DoneAsync("POST tenants", """{"id":"acme"}""");
        string admin = await _gateway.UserWithKeyAsync("ann", "admin", tenant: "acme");
        await _gateway.DoneAsync("POST users", """{"id":"bob"}""");

        Assert.Equal(["ann"], AdminClient.Ids(await _gateway.DoneAsync("GET users", key: admin)));
        Assert.Equal(["acme"], AdminClient.Ids(await _gateway.DoneAsync("GET tenants", key: admin)));
        foreach (string list in (string[])["users", "teams", "keys", "vault", "budgets", "usage", "requests", "sessions"])
        {
            (int, string) foreign = await _gateway.RefusedAsync($"GET {list}?tenant=default", key: admin);
            Assert.Equal((404, "There is no tenant \"default\" that this key may see; look the id up in the list."), foreign);
            Assert.Equal(foreign, await _gateway.RefusedAsync($"GET {list}?tenant=default", key: admin)); // and of one that is not there as little:
            Assert.Equal((404, "There is no tenant \"nowhere\" that this key may see; look the id up in the list."), await _gateway.RefusedAsync($"GET {list}?tenant=nowhere", key: admin));
            Assert.Equal((404, "There is no tenant \"nowhere\"; there are acme, default."), await _gateway.RefusedAsync($"GET {list}?tenant=nowhere"));
        }

        Assert.Equal(404, (await _gateway.RefusedAsync("GET users/bob?tenant=default", key: admin)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("POST users", """{"id":"eve","tenant":"default"}""", admin)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("POST tenants", """{"id":"mine"}""", admin)).Status);
        Assert.All((await _gateway.DoneAsync("GET audit", key: admin))["data"]!.AsArray(), act => Assert.Equal("acme", (string?)act!["tenant"]));
    }

    [Fact]
    public async Task RestrictedKey_MakesNoKeys()
    {
        await _gateway.DoneAsync("POST users", """{"id":"ann","role":"admin"}""");
        foreach (string restriction in (string[])["\"models\":[\"claude-test\"]", "\"networks\":[\"127.0.0.1\"]", "\"expires_at\":\"2100-01-01T00:00:00Z\"", "\"budget\":{\"usd\":1,\"per\":\"day\"}"])
        {
            string key = (string)(await _gateway.DoneAsync("POST keys", $$"""{"user":"ann",{{restriction}}}"""))["secret"]!;
            (int status, string words) = await _gateway.RefusedAsync("POST keys", """{"user":"ann"}""", key);
            Assert.Equal(403, status);
            Assert.Contains("because it is restricted itself", words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WithoutAKey_NothingIsTold() =>
        Assert.Equal(401, (await _gateway.RefusedAsync("GET users", key: "nobody-knows-it")).Status);
}
