using System.Net;
using FakeUpstream;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Secrecy;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Vault;

/// <summary>What a client is told of the vault entry that its message needs: its own by name and where to mend it, another tenant's not at all.</summary>
public sealed class VaultWordsTests : IAsyncLifetime
{
    private readonly LogCollector _logs = new();
    private FakeProvider _provider = null!;
    private TestGateway _gateway = null!;
    private string _ann = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await VaultGateway.AnsweringAsync();
        _gateway = await TestGateway.StartWithAsync(VaultGateway.Providers(_provider), services => services.AddSingleton<ILoggerProvider>(_logs));
        await _gateway.DoneAsync("POST tenants", """{"id":"acme","vault_fallback":true}""");
        _ann = await _gateway.UserWithKeyAsync("ann", "member", tenant: "acme");
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _provider.DisposeAsync();
        _logs.Dispose();
    }

    [Fact]
    public async Task MissingEntry_IsToldWithNameTenantAndWhatToDo()
    {
        (HttpStatusCode status, string message) = await _gateway.AskAsync();

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal(
            "Provider \"a\": tenant \"default\" has no vault entry \"main\", nor has its user \"alice\"; put one under that name. "
            + "An admin of the tenant can: PUT /admin/v1/vault/main with {\"provider\": \"a\", \"secret\": \"…\"}; with ?user=alice you can for yourself.",
            message);
        using HttpResponseMessage response = await _gateway.PostAsync(TestGateway.Body(stream: true));
        Assert.Equal(["false"], response.Headers.GetValues("x-should-retry"));
        Assert.Contains("permission_error", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(_provider.Requests);
    }

    /// <summary>The second message meets the gate that the first one's refusal closed.</summary>
    [Fact]
    public async Task RefusedSecret_IsToldToItsOwner_AlsoByItsClosedGate()
    {
        _provider.Otherwise = _ => Reply.Json(401, Samples.Error("authentication_error", "invalid x-api-key"));
        await _gateway.PutAsync("main?user=ann", "key-of-ann", key: _ann);
        const string Own = "Put a valid one: PUT /admin/v1/vault/main?user=ann with {\"provider\": \"a\", \"secret\": \"…\"}.";
        Assert.Equal((HttpStatusCode.BadGateway, $"Provider \"a\" refused your own credential vault:main (HTTP 401). {Own}"), await _gateway.AskAsync(_ann));
        Assert.Equal((HttpStatusCode.BadGateway, $"Provider \"a\" refuses your own credential vault:main, so this gateway does not ask it. {Own}"), await _gateway.AskAsync(_ann));
        Assert.Single(_provider.Requests);

        await _gateway.DoneAsync("DELETE vault/main?user=ann", key: _ann);
        await _gateway.PutAsync("main?tenant=acme", "key-of-acme");
        const string Tenants = "An admin of your tenant can put a valid one: PUT /admin/v1/vault/main with {\"provider\": \"a\", \"secret\": \"…\"}.";
        Assert.Equal((HttpStatusCode.BadGateway, $"Provider \"a\" refused your tenant's credential vault:main (HTTP 401). {Tenants}"), await _gateway.AskAsync(_ann));
        Assert.Equal((HttpStatusCode.BadGateway, $"Provider \"a\" refuses your tenant's credential vault:main, so this gateway does not ask it. {Tenants}"), await _gateway.AskAsync(_ann));

        // Whose account is empty is told as well.
        await _gateway.PutAsync("main?tenant=acme", "of-acme-again");
        _provider.Otherwise = _ => Reply.Json(402, Samples.Error("billing_error", "Your credit balance is too low"));
        await _gateway.AskAsync(_ann);
        Assert.StartsWith(
            "The quota or balance behind your tenant's credential vault:main at provider \"a\" is used up. An admin of your tenant can add to it there", (await _gateway.AskAsync(_ann)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmptyAccountOfAKeyThatTheClientSent_IsItsUsersMatter()
    {
        _provider.Otherwise = _ => Reply.Json(402, Samples.Error("billing_error", "Your credit balance is too low"));
        await using TestGateway gateway = await TestGateway.StartAsync(VaultGateway.Providers(_provider).Replace("vault:main", "client", StringComparison.Ordinal));
        string message = "";
        for (int time = 0; time < 2; time++)
        {
            using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request =>
            {
                request.Headers.Add("x-router-key", TestGateway.Key);
                request.Headers.Add("x-api-key", "a-key-of-her-own");
            });
            message = await response.Content.ReadAsStringAsync();
        }

        Assert.Contains("The quota or balance behind the key that you sent at provider \\\"a\\\" is used up. Add to it there. It is asked again in", message, StringComparison.Ordinal);
        Assert.Single(_provider.Requests);
    }

    [Fact]
    public async Task EntryOfAnotherTenant_IsNotNamed()
    {
        _provider.Otherwise = _ => Reply.Json(401, Samples.Error("authentication_error", "invalid x-api-key"));
        await _gateway.PutAsync("main", "of-default");
        const string Lent = "The gateway's operator must replace it: the log says which it is; your own key is fine.";
        Assert.Equal((HttpStatusCode.BadGateway, $"Provider \"a\" refused the credential that this gateway lends your tenant (HTTP 401). {Lent}"), await _gateway.AskAsync(_ann));
        Assert.Equal((HttpStatusCode.BadGateway, $"Provider \"a\" refuses the credential that this gateway lends your tenant, so this gateway does not ask it. {Lent}"), await _gateway.AskAsync(_ann));

        await using FakeProvider moved = await VaultGateway.AnsweringAsync();
        _gateway.Folder.Write("router.json", TestGateway.Config(VaultGateway.Providers(moved)));
        Assert.Empty(_gateway.Watcher.Look());
        (HttpStatusCode status, string message) = await _gateway.AskAsync(_ann);
        Assert.Equal((HttpStatusCode.Forbidden, $"Provider \"a\": the credential that this gateway lends your tenant was put for another address, so it does not go there. {Lent}"), (status, message));
        Assert.Empty(moved.Requests);
        Assert.Contains($"was put for {_provider.BaseUrl}, so it does not go to {moved.BaseUrl}", string.Join('\n', _logs.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownMasterKey_IsForTheLog_NotForClients()
    {
        using var folder = new TestFolder { Keep = true };
        folder.Write("router.json", TestGateway.Config(VaultGateway.Providers(_provider)));
        await using (TestGateway first = await TestGateway.StartInAsync(folder, environment: new() { ["ROUTER_MASTER_KEY"] = "the-first-master-key" }))
        {
            await first.PutAsync("main", VaultGateway.Secret);
        }

        await using TestGateway second = await TestGateway.StartInAsync(folder, environment: new() { ["ROUTER_MASTER_KEY"] = "the-second-master-key" }, services: services => services.AddSingleton<ILoggerProvider>(_logs));
        folder.Keep = false;
        Assert.Equal(
            (HttpStatusCode.InternalServerError, "Provider \"a\": your tenant's credential vault:main can't be opened. The gateway's operator must act: the log says what is wrong. No other credential is used instead."),
            await second.AskAsync());
        Assert.Matches("NoVaultEntry.*is sealed under the master key [0-9a-f]+, which is not known here", string.Join('\n', _logs.Lines));
    }
}
