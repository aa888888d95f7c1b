using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Admin.Entries;

/// <summary>Tenants, teams, users and keys by the admin API.</summary>
public sealed class EntryAdminTests
{
    private const string Demo = """ "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/instant"] } } """;

    private static Task<TestGateway> StartAsync() => TestGateway.StartAsync(Demo);

    private static async Task<HttpStatusCode> AskAsync(TestGateway gateway, string key)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => request.Headers.Add("x-router-key", key));
        return response.StatusCode;
    }

    [Fact]
    public async Task Creating_MayBeRepeated_ButNotWithSomethingElse()
    {
        await using TestGateway gateway = await StartAsync();

        (HttpStatusCode first, JsonNode made, string? tag) = await gateway.AdminAsync("POST tenants", """{"id":"acme","name":"Acme"}""");
        (HttpStatusCode again, JsonNode same, _) = await gateway.AdminAsync("POST tenants", """{"id":"acme","name":"Acme"}""");
        (int other, string words) = await gateway.RefusedAsync("POST tenants", """{"id":"acme","name":"Other"}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, 409), (first, again, other));
        Assert.Equal(made.ToJsonString(), same.ToJsonString());
        Assert.Equal(("Acme", "active", "state", "\"1\""), ((string?)made["name"], (string?)made["status"], (string?)made["source"], tag));
        Assert.StartsWith("id: \"acme\" is taken", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_KeepsWhatIsNotGiven_AndHoldsTheEntityTag()
    {
        await using TestGateway gateway = await StartAsync();
        await gateway.DoneAsync("POST teams", """{"id":"core","limits":{"requests_per_minute":60},"budget":{"usd":50,"per":"month"}}""");

        (HttpStatusCode status, JsonNode changed, string? tag) = await gateway.AdminAsync("PATCH teams/core", """{"name":"The core","limits":null}""", match: "\"1\"");
        (int stale, string words) = await gateway.RefusedAsync("PATCH teams/core", """{"name":"Late"}""", match: "\"1\"");
        (int none, string wrong) = await gateway.RefusedAsync("DELETE teams/core", match: "one");

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (status, tag));
        Assert.Equal(("The core", null, 50m), ((string?)changed["name"], changed["limits"], (decimal)changed["budget"]!["usd"]!));
        Assert.Equal((412, 400), (stale, none));
        Assert.StartsWith("if-match: is 2 by now, not 1", words, StringComparison.Ordinal);
        Assert.StartsWith("if-match: send the ETag", wrong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"a b","role":"boss","budget":{"usd":"x"},"colour":1}""", "role: must be viewer, member, manager or admin. budget.usd: must be a number. colour: is not known here; it takes id, tenant, name, team, role, limits, budget.")]
    [InlineData("""{"id":"a b","limits":{"concurrency":0}}""", "id: must be 1 to 64 letters, digits and . _ @ + -, beginning with a letter or digit. name")]
    [InlineData("""{"id":"ann","team":"nobody"}""", "team: there is no team \"nobody\"")]
    [InlineData("""["ann"]""", "The body must be a JSON object.")]
    [InlineData("{", "The body is not valid JSON; send an object.")]
    public async Task WrongFields_AreAllNamed(string body, string words)
    {
        await using TestGateway gateway = await StartAsync();

        (int status, string message) = await gateway.RefusedAsync("POST users", body);

        Assert.Contains(status, (int[])[400, 404]);
        Assert.StartsWith(words.Replace(". name", ".", StringComparison.Ordinal), message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_ShowsItsSecretOnce_RotatesWithAnOverlap_AndIsRevoked()
    {
        var clock = new ManualClock();
        await using TestGateway gateway = await TestGateway.StartAsync(Demo, clock);
        await gateway.DoneAsync("POST users", """{"id":"ann"}""");

        JsonNode made = await gateway.DoneAsync("POST keys", """{"id":"Ab3dE6gH","user":"ann","name":"laptop"}""");
        JsonNode again = await gateway.DoneAsync("POST keys", """{"id":"Ab3dE6gH","user":"ann","name":"laptop"}""");
        string first = (string)made["secret"]!;
        Assert.Null(again["secret"]);
        Assert.DoesNotContain(first[16..], (await gateway.DoneAsync("GET keys/Ab3dE6gH")).ToJsonString() + (await gateway.DoneAsync("GET keys")).ToJsonString() + (await gateway.DoneAsync("GET audit")).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(gateway, first));

        string second = (string)(await gateway.DoneAsync("POST keys/Ab3dE6gH/rotate", """{"overlap":"1h"}"""))["secret"]!;
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await AskAsync(gateway, first), await AskAsync(gateway, second)));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await AskAsync(gateway, first), await AskAsync(gateway, second)));

        Assert.Equal("suspended", (string?)(await gateway.DoneAsync("POST keys/Ab3dE6gH/suspend"))["status"]);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(gateway, second));
        await gateway.DoneAsync("POST keys/Ab3dE6gH/resume");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(gateway, second));
        Assert.Equal("revoked", (string?)(await gateway.DoneAsync("POST keys/Ab3dE6gH/revoke"))["status"]);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(gateway, second));
        Assert.Equal(410, (await gateway.RefusedAsync("POST keys/Ab3dE6gH/rotate")).Status);
    }

    [Fact]
    public async Task Lists_ComeInPages_FileFirst()
    {
        await using TestGateway gateway = await StartAsync();
        foreach (string id in (string[])["ann", "bob", "cy"])
        {
            await gateway.DoneAsync("POST users", $$"""{"id":"{{id}}"}""");
        }

        await gateway.DoneAsync("DELETE users/bob");
        JsonNode first = await gateway.DoneAsync("GET users?limit=1");
        JsonNode second = await gateway.DoneAsync("GET users?limit=1&after=alice");
        JsonNode third = await gateway.DoneAsync("GET users?limit=1&after=ann");

        Assert.Equal(["alice", "ann", "cy"], [.. AdminClient.Ids(first), .. AdminClient.Ids(second), .. AdminClient.Ids(third)]);
        Assert.Equal((true, true, false), ((bool)first["has_more"]!, (bool)second["has_more"]!, (bool)third["has_more"]!));
        Assert.Equal(["alice", "ann", "bob", "cy"], AdminClient.Ids(await gateway.DoneAsync("GET users?deleted=true")));
        Assert.Equal((400, "limit: use a number from 1 to 1000."), await gateway.RefusedAsync("GET users?limit=0"));
    }

    [Theory]
    [InlineData("POST users", """{"id":"alice"}""")]
    [InlineData("PATCH users/alice", """{"name":"Alice"}""")]
    [InlineData("DELETE users/alice", null)]
    [InlineData("POST keys", """{"user":"alice"}""")]
    [InlineData("POST keys/router.json%231:alice/revoke", null)]
    public async Task WhatStandsInTheFile_IsReadOnly(string method, string? body)
    {
        await using TestGateway gateway = await StartAsync();

        (int status, string words) = await gateway.RefusedAsync(method, body);

        Assert.Equal(409, status);
        Assert.Contains("stands in router.json and is read-only here", words, StringComparison.Ordinal);
        Assert.Equal("router.json", (string?)(await gateway.DoneAsync("GET users/alice"))["source"]);
        Assert.Equal("alice", (string?)(await gateway.DoneAsync("GET keys/router.json%231:alice"))["user"]);
    }

    [Fact]
    public async Task Everything_IsThereAfterARestart_AuditTrailIncluded()
    {
        var folder = new TestFolder { Keep = true };
        folder.Write("router.json", TestGateway.Config(Demo));
        string secret;
        await using (TestGateway gateway = await TestGateway.StartInAsync(folder))
        {
            await gateway.DoneAsync("POST tenants", """{"id":"acme"}""");
            secret = await gateway.UserWithKeyAsync("ann", "admin", tenant: "acme");
            await gateway.DoneAsync("POST users", """{"id":"bob"}""", secret);
            await gateway.DoneAsync("POST tenants/acme/suspend");
            await gateway.DoneAsync("POST tenants/acme/suspend");
        }

        folder.Keep = false;
        await using TestGateway next = await TestGateway.StartInAsync(folder);

        Assert.Equal(401, (await next.RefusedAsync("GET users", key: secret)).Status);
        await next.DoneAsync("POST tenants/acme/resume");
        Assert.Equal(["ann", "bob"], AdminClient.Ids(await next.DoneAsync("GET users", key: secret)));
        JsonArray acts = (await next.DoneAsync("GET audit"))["data"]!.AsArray();
        Assert.Equal(
            ["tenant.resumed acme (admin key)", "tenant.suspended acme (admin key)", "user.created bob ann", "key.created", "user.created ann (admin key)", "tenant.created acme (admin key)"],
            acts.Select(act => (string)act!["action"]! is "key.created" ? "key.created" : $"{act["action"]} {act["entry"]} {act["actor"]!["user"]}"));
        Assert.All(acts, act => Assert.StartsWith("req_", (string?)act!["request_id"], StringComparison.Ordinal));
        JsonNode page = await next.DoneAsync($"GET audit?limit=2&after={acts[1]!["id"]}");
        Assert.Equal(["user.created", "key.created"], page["data"]!.AsArray().Select(act => (string?)act!["action"]));
        Assert.True((bool)page["has_more"]!);
    }

    [Fact]
    public async Task Audit_TellsWhatWasChanged_AlsoOfAVault()
    {
        await using TestGateway gateway = await StartAsync();
        await gateway.DoneAsync("POST users", """{"id":"ann"}""");
        await gateway.DoneAsync("PATCH users/ann", """{"role":"manager","limits":{"concurrency":4},"budget":{"usd":50,"per":"month"}}""");
        await gateway.DoneAsync("PATCH users/ann", """{"role":"manager","limits":null}""");
        await gateway.DoneAsync("PUT vault/main", """{"provider":"demo","secret":"sk-upstream-secret"}""");

        JsonArray acts = (await gateway.DoneAsync("GET audit"))["data"]!.AsArray();

        static string[] Changes(JsonNode? act) => [.. act!["changes"]!.AsArray().Select(change => $"{change!["field"]}: {change["from"]} -> {change["to"]}")];
        Assert.Equal("goes_to", (string?)acts[0]!["changes"]![0]!["field"]);
        Assert.Equal(["limits.concurrency: 4 -> "], Changes(acts[1]));
        Assert.Equal(["role: member -> manager", "limits.concurrency:  -> 4", "budget.usd:  -> 50", "budget.per:  -> month"], Changes(acts[2]));
        Assert.Empty(Changes(acts[3]));
        Assert.DoesNotContain("sk-upstream-secret", acts.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DefaultTenant_WasMadeByNobody() => Assert.Null(await CreatedAsync("tenants/default"));

    private static async Task<string?> CreatedAsync(string entry)
    {
        await using TestGateway gateway = await StartAsync();
        return (string?)(await gateway.DoneAsync($"GET {entry}"))["created_at"];
    }
}
