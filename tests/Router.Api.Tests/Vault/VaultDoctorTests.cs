using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Doctor;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Vault;

/// <summary>What the doctor says of providers whose credentials stand in vaults.</summary>
public sealed class VaultDoctorTests
{
    [Fact]
    public async Task DoctorBesideTheGateway_HasNoVault_AndSaysWhoHas()
    {
        await using FakeProvider provider = await VaultGateway.AnsweringAsync();
        Checkup checkup = await Checkup.OfAsync(Checkup.Provider("native", provider.BaseUrl, credentials: "\"vault:main\""));
        Assert.Equal("skipped: tenants have their own keys for it; to try it with the default tenant's, put one and ask the gateway while it runs: POST /admin/v1/providers/p/test", checkup["auth"]);
        Assert.Equal(0, checkup.Code);
    }

    [Fact]
    public async Task RunningGateway_TriesTheDefaultTenantsEntry()
    {
        await using FakeProvider provider = await VaultGateway.AnsweringAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(VaultGateway.Providers(provider));
        Assert.Equal("skipped", await AuthAsync());
        await gateway.PutAsync("main", VaultGateway.Secret);
        Assert.Equal("ok", await AuthAsync());
        Assert.Equal(VaultGateway.Secret, provider.LastKey());

        async Task<string?> AuthAsync()
        {
            JsonNode report = await gateway.DoneAsync("POST providers/a/test", "{}");
            return (string?)report["checks"]!.AsArray().First(check => (string?)check!["name"] == "auth")!["status"];
        }
    }
}
