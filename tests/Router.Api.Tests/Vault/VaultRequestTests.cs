using System.Net;
using FakeUpstream;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Router.Api.Upstream.Gates;
using Router.Core.Admission;
using Router.Core.Tenancy.Vault;
using Xunit;

namespace Router.Api.Tests.Vault;

/// <summary><c>vault:NAME</c> as requests meet it: whose secret goes to which provider.</summary>
public sealed class VaultRequestTests : IAsyncLifetime
{
    private FakeProvider _provider = null!;
    private FakeProvider _other = null!;
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        (_provider, _other) = (await VaultGateway.AnsweringAsync(), await VaultGateway.AnsweringAsync());
        _gateway = await TestGateway.StartAsync(VaultGateway.Providers(_provider, _other));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _provider.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task UsersOwn_GoesBeforeTheTenants_AndTheDefaultTenantsOnlyWhereItMay()
    {
        await _gateway.DoneAsync("POST tenants", """{"id":"acme","vault_fallback":true}""");
        await _gateway.DoneAsync("POST tenants", """{"id":"beta"}""");
        (string ann, string bob, string eve) = (
            await _gateway.UserWithKeyAsync("ann", "member", tenant: "acme"), await _gateway.UserWithKeyAsync("bob", "member", tenant: "acme"), await _gateway.UserWithKeyAsync("eve", "member", tenant: "beta"));
        await _gateway.PutAsync("main", "of-default");
        Assert.Equal("of-default", await SentAsync(TestGateway.Key));
        Assert.Equal("of-default", await SentAsync(ann));
        Assert.Equal(HttpStatusCode.Forbidden, (await _gateway.AskAsync(eve)).Status);

        await _gateway.PutAsync("main?tenant=acme", "key-of-acme");
        await _gateway.PutAsync("main?user=ann", "key-of-ann", key: ann);
        Assert.Equal("key-of-ann", await SentAsync(ann));
        Assert.Equal("key-of-acme", await SentAsync(bob));
        Assert.Equal("of-default", await SentAsync(TestGateway.Key));

        await _gateway.DoneAsync("DELETE vault/main?user=ann", key: ann);
        Assert.Equal("key-of-acme", await SentAsync(ann));
        Assert.Empty(_other.Requests);
    }

    [Fact]
    public async Task TargetWhoseEntryWasPutForAnotherPlace_IsPassedOver_AndNeverGetsIt()
    {
        await _gateway.PutAsync("main", VaultGateway.Secret, provider: "b");
        Assert.Equal(HttpStatusCode.OK, (await _gateway.AskAsync()).Status);
        Assert.Empty(_provider.Requests);
        Assert.Equal(VaultGateway.Secret, _other.LastKey());

        // The provider's address changes under its name: the secret stays where it was put for.
        await using FakeProvider third = await VaultGateway.AnsweringAsync();
        _gateway.Folder.Write("router.json", TestGateway.Config(VaultGateway.Providers(_provider, third)));
        Assert.Empty(_gateway.Watcher.Look());
        (HttpStatusCode status, string message) = await _gateway.AskAsync();
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("your tenant's credential vault:main was put for another address", message, StringComparison.Ordinal);
        Assert.Empty(third.Requests);
    }

    [Fact]
    public async Task EveryCredential_HasAGateOfItsOwn_ToldAsOneInMetrics()
    {
        string ann = await _gateway.UserWithKeyAsync("ann", "member");
        await _gateway.PutAsync("main", "of-default");
        string fingerprint = (string)(await _gateway.PutAsync("main?user=ann", "key-of-ann", key: ann))["fingerprint"]!;
        _provider.Otherwise = request => request.Headers["x-api-key"] == "key-of-ann" ? Reply.Json(429, Samples.Error("rate_limit_error", "slow down")) : Reply.Json(200, Samples.Message());
        Assert.NotEqual(HttpStatusCode.OK, (await _gateway.AskAsync(ann)).Status);
        Assert.Equal("of-default", await SentAsync());

        var gates = (await _gateway.Service<IProviderGates>().ListAsync()).Where(gate => gate.Key.Provider == "a").ToDictionary(gate => gate.Key.Credential, gate => gate.Value.Closed);
        Assert.Equal(2, gates.Count);
        Assert.Equal(RefusalReason.RateLimited, gates[$"{GateKeys.Vault}-{fingerprint}"]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "x-router-key", TestGateway.AdminKey } } };
        using HttpResponseMessage response = await _gateway.Client.SendAsync(request);
        string metrics = await response.Content.ReadAsStringAsync();
        Assert.Contains("=\"vault\"", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(fingerprint, metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyThatBecameOneOfThisGateway_NeverGoesOut()
    {
        await _gateway.PutAsync("main", "shared-by-mistake");
        _gateway.Folder.Write("router.json", $$"""{ "keys": [ { "key": "{{TestGateway.Key}}", "user": "alice" }, { "key": "shared-by-mistake", "user": "bob" } ], {{VaultGateway.Providers(_provider)}} }""");
        Assert.Empty(_gateway.Watcher.Look());
        (HttpStatusCode status, string message) = await _gateway.AskAsync();
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("your tenant's credential vault:main is a key of this gateway", message, StringComparison.Ordinal);
        Assert.Empty(_provider.Requests);
    }

    [Fact]
    public async Task Use_IsShownToTheHour()
    {
        await _gateway.PutAsync("main", "of-default");
        Assert.Null((string?)(await _gateway.DoneAsync("GET vault/main"))["used_at"]);
        await SentAsync();
        (_, System.Text.Json.Nodes.JsonNode used, string? tag) = await _gateway.AdminAsync("GET vault/main");
        Assert.NotNull((string?)used["used_at"]);
        Assert.Equal("\"1\"", tag);
    }

    [Fact]
    public async Task Message_OpensItsSecretOnce()
    {
        CountingVaults counting = null!;
        await using TestGateway gateway = await TestGateway.StartWithAsync(
            VaultGateway.Providers(_provider, _other).Replace("\"vault:main\"", "\"vault:main\", \"none\"", StringComparison.Ordinal),
            services => services.AddSingleton<ITenantVaults>(provider => counting = new CountingVaults(provider.GetRequiredService<LocalTenantVaults>())));
        await gateway.PutAsync("main", VaultGateway.Secret);
        int before = counting.Resolved;
        Assert.Equal(HttpStatusCode.OK, (await gateway.AskAsync()).Status);
        Assert.Contains(_provider.LastKey(), (string?[])[VaultGateway.Secret, null]); // which of the two goes first hangs on the session
        Assert.Equal(2, counting.Resolved - before); // one for each provider of the route
    }

    private async Task<string?> SentAsync(string? key = null)
    {
        (HttpStatusCode status, string message) = await _gateway.AskAsync(key);
        Assert.True(status == HttpStatusCode.OK, message);
        return _provider.LastKey();
    }
}
