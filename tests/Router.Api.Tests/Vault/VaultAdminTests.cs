using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Router.Core.Journal;
using Router.Core.Tenancy.Vault;
using Xunit;

namespace Router.Api.Tests.Vault;

/// <summary>/admin/v1/vault: who may put, rotate, list and delete whose entries, and what is told of them.</summary>
public sealed class VaultAdminTests : IAsyncLifetime
{
    private const string Glm = """{"provider":"a","secret":"sk-upstream-canary-7f3e19c4d2-a1b2"}""";

    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1/v1", "http://127.0.0.1:2"));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Put_TellsFingerprintAndLastFour_AndIsDoneOnce()
    {
        (HttpStatusCode status, JsonNode entry, string? tag) = await _gateway.AdminAsync("PUT vault/glm", Glm);
        Assert.Equal((HttpStatusCode.Created, "\"1\""), (status, tag));
        Assert.Equal(("vault_entry", "glm", "default", null, "http://127.0.0.1:1", "a1b2"), (
            (string?)entry["type"], (string?)entry["id"], (string?)entry["tenant"], (string?)entry["user"], (string?)entry["goes_to"], (string?)entry["last_four"]));
        Assert.Equal(["a"], entry["providers"]!.AsArray().Select(name => (string?)name));
        Assert.Matches("^[0-9a-f]{16}$", (string)entry["fingerprint"]!);
        Assert.Equal((HttpStatusCode.OK, "\"1\""), await StatusAsync("PUT vault/glm", Glm));
        Assert.Equal((HttpStatusCode.OK, "\"2\""), await StatusAsync("PUT vault/glm", Glm.Replace("a1b2", "c3d4", StringComparison.Ordinal)));
        Assert.Equal((HttpStatusCode.OK, "\"3\""), await StatusAsync("POST vault/glm/rotate", """{"secret":"another-secret"}"""));
        Assert.NotNull((string?)(await _gateway.DoneAsync("GET vault/glm"))["old_secret_until"]);
        Assert.Equal("deleted", (string?)(await _gateway.DoneAsync("DELETE vault/glm"))["status"]);
        Assert.Equal(404, (await _gateway.RefusedAsync("GET vault/glm")).Status);
        Assert.Equal(404, (await _gateway.RefusedAsync("POST vault/glm/rotate", """{"secret":"another-secret"}""")).Status);
        Assert.Equal(["vault.deleted", "vault.rotated", "vault.replaced", "vault.created"], (await _gateway.DoneAsync("GET audit"))["data"]!.AsArray().Select(act => (string?)act!["action"]));
    }

    /// <summary>A crash leaves both or neither.</summary>
    [Fact]
    public async Task Change_AndItsAudit_AreOneRecord()
    {
        await _gateway.DoneAsync("PUT vault/glm", Glm);
        foreach ((string call, string? body, string action) in ((string, string?, string)[])[
            ("PUT vault/glm", Glm.Replace("a1b2", "c3d4", StringComparison.Ordinal), "vault.replaced"), ("POST vault/glm/rotate", """{"secret":"another-secret"}""", "vault.rotated"), ("DELETE vault/glm", null, "vault.deleted")])
        {
            long before = _gateway.Service<IJournal>().Position;
            await _gateway.DoneAsync(call, body);
            Assert.Equal(1, _gateway.Service<IJournal>().Position - before);
            JsonNode act = (await _gateway.DoneAsync("GET audit?limit=1"))["data"]![0]!;
            Assert.Equal((action, "glm", "default", "(admin key)", $"{before + 1}"), ((string?)act["action"], (string?)act["entry"], (string?)act["tenant"], (string?)act["actor"]!["user"], (string?)act["id"]));
        }

        // Uses, and puts that change nothing, are no acts.
        await _gateway.UserWithKeyAsync("ann", "member");
        await _gateway.DoneAsync("PUT vault/glm?user=ann", Glm);
        await _gateway.DoneAsync("PUT vault/glm?user=ann", Glm);
        await _gateway.Service<ITenantVaults>().NoteUseAsync(new VaultPath("default", "ann", "glm"));
        Assert.Equal("ann/glm", (string?)Assert.Single((await _gateway.DoneAsync("GET audit"))["data"]!.AsArray(), act => (string?)act!["entry"] is "ann/glm")!["entry"]);
    }

    [Fact]
    public async Task WhatCantBePut_IsRefusedByField()
    {
        Assert.StartsWith("secret: is missing; it must hold the provider's key", await RefusalAsync("""{"provider":"a"}"""), StringComparison.Ordinal);
        Assert.StartsWith("secret: is missing", await RefusalAsync("""{"provider":"a","secret":""}"""), StringComparison.Ordinal);
        Assert.StartsWith("secret: is too short to be a provider's key", await RefusalAsync("""{"provider":"a","secret":"sk-1234"}"""), StringComparison.Ordinal);
        Assert.StartsWith("secret: begins or ends with white space", await RefusalAsync("""{"provider":"a","secret":"xxxxxxxx\n"}"""), StringComparison.Ordinal);
        Assert.StartsWith("secret: must be one line", await RefusalAsync("""{"provider":"a","secret":"xxxxxxxx\r\ny: z"}"""), StringComparison.Ordinal);
        Assert.StartsWith("secret: is a key of this gateway", await RefusalAsync($$"""{"provider":"a","secret":"{{TestGateway.Key}}"}"""), StringComparison.Ordinal);
        Assert.StartsWith("provider: must name the provider", await RefusalAsync("""{"secret":"xxxxxxxx"}"""), StringComparison.Ordinal);
        Assert.StartsWith("provider: must name the provider", await RefusalAsync("""{"provider":"c","secret":"xxxxxxxx"}"""), StringComparison.Ordinal);
        Assert.StartsWith("name: is not known here", await RefusalAsync("""{"provider":"a","secret":"xxxxxxxx","name":"y"}"""), StringComparison.Ordinal);
        Assert.Equal((400, "name: must be 1 to 64 letters, digits and . _ -, as in vault:NAME."), await _gateway.RefusedAsync("PUT vault/a+b", Glm));
        Assert.Equal(404, (await _gateway.RefusedAsync("PUT vault/glm?tenant=nobody", Glm)).Status);
        Assert.Equal(404, (await _gateway.RefusedAsync("PUT vault/glm?user=nobody", Glm)).Status);
        Assert.Equal(400, (await _gateway.RefusedAsync("PUT vault/glm", Glm, match: "1")).Status);
        Assert.Equal(412, (await _gateway.RefusedAsync("PUT vault/glm", Glm, match: "\"1\"")).Status);
        await _gateway.DoneAsync("PUT vault/glm", Glm);
        Assert.Equal((400, true), (await _gateway.RefusedAsync("POST vault/glm/rotate", """{"secret":"xxxxxxxx","overlap":"91d"}""")) is var (code, words) ? (code, words.StartsWith("overlap: must be at most 90 days", StringComparison.Ordinal)) : default);
        Assert.Equal(412, (await _gateway.RefusedAsync("DELETE vault/glm", match: "\"7\"")).Status);
        Assert.Single(Data(await _gateway.DoneAsync("GET vault")));
    }

    [Fact]
    public async Task Member_ManagesHisOwnOnly_AnAdminHisTenants()
    {
        await _gateway.DoneAsync("POST tenants", """{"id":"acme"}""");
        string admin = await _gateway.UserWithKeyAsync("boss", "admin", tenant: "acme");
        string ann = await _gateway.UserWithKeyAsync("ann", "member", tenant: "acme");
        string viewer = await _gateway.UserWithKeyAsync("vic", "viewer", tenant: "acme");
        await _gateway.DoneAsync("PUT vault/glm", Glm);
        await _gateway.DoneAsync("PUT vault/glm", Glm, admin);
        await _gateway.DoneAsync("PUT vault/glm?user=ann", Glm, ann);
        await _gateway.DoneAsync("PUT vault/other?user=vic", Glm, admin);

        Assert.Equal([(null, "glm"), ("ann", "glm"), ("vic", "other")], Data(await _gateway.DoneAsync("GET vault", key: admin)));
        Assert.Equal([("vic", "other")], Data(await _gateway.DoneAsync("GET vault?user=vic", key: admin)));
        Assert.Equal([("ann", "glm")], Data(await _gateway.DoneAsync("GET vault", key: ann)));
        Assert.Equal([("vic", "other")], Data(await _gateway.DoneAsync("GET vault", key: viewer)));
        Assert.Equal(404, (await _gateway.RefusedAsync("GET vault?tenant=default", key: admin)).Status);
        Assert.Equal([(null, "glm")], Data(await _gateway.DoneAsync("GET vault")));
        foreach ((string call, string key) in ((string, string)[])[("PUT vault/glm", ann), ("PUT vault/glm?user=vic", ann), ("PUT vault/glm?user=vic", viewer), ("PUT vault/glm?tenant=default", admin), ("PUT vault/glm?user=ann&tenant=default", ann)])
        {
            Assert.Equal(403, (await _gateway.RefusedAsync(call, Glm, key)).Status);
        }

        Assert.Equal(404, (await _gateway.RefusedAsync("GET vault/glm", key: ann)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("DELETE vault/glm", key: ann)).Status);
        Assert.Equal(403, (await _gateway.RefusedAsync("POST vault/glm/rotate", """{"secret":"xxxxxxxx"}""", ann)).Status);
    }

    [Fact]
    public async Task RestrictedKey_ChangesNoCredentials()
    {
        await _gateway.UserWithKeyAsync("ann", "member");
        string restricted = (string)(await _gateway.DoneAsync("POST keys", """{"user":"ann","models":["claude-test"]}"""))["secret"]!;
        (int status, string message) = await _gateway.RefusedAsync("PUT vault/glm?user=ann", Glm, restricted);
        Assert.Equal(403, status);
        Assert.StartsWith("This key may not make or change credentials of providers, because it is restricted itself", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_ComeInPages()
    {
        await _gateway.UserWithKeyAsync("ann", "member");
        foreach (string entry in (string[])["c", "a", "b", "a?user=ann"])
        {
            await _gateway.DoneAsync($"PUT vault/{entry}", Glm);
        }

        JsonNode first = await _gateway.DoneAsync("GET vault?limit=2");
        Assert.Equal([(null, "a"), (null, "b")], Data(first));
        Assert.Equal((true, "/b"), ((bool)first["has_more"]!, (string?)first["last_id"]));
        await _gateway.DoneAsync("DELETE vault/b");
        JsonNode second = await _gateway.DoneAsync("GET vault?limit=2&after=/b");
        Assert.Equal([(null, "c"), ("ann", "a")], Data(second));
        Assert.False((bool)second["has_more"]!);
        Assert.Equal(400, (await _gateway.RefusedAsync("GET vault?limit=0")).Status);
    }

    private async Task<(HttpStatusCode, string?)> StatusAsync(string call, string body) => await _gateway.AdminAsync(call, body) is var (status, _, tag) ? (status, tag) : default;

    private async Task<string> RefusalAsync(string body)
    {
        (int status, string message) = await _gateway.RefusedAsync("PUT vault/glm", body);
        Assert.Equal(400, status);
        return message;
    }

    private static (string? User, string? Id)[] Data(JsonNode list) => [.. list["data"]!.AsArray().Select(entry => ((string?)entry!["user"], (string?)entry["id"]))];
}
