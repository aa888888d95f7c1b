using System.Net;
using FakeUpstream;
using Microsoft.Extensions.DependencyInjection;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Router.Api.Tests.Vault;
using Router.Core.Tenancy.Vault;
using Xunit;

namespace Router.Api.Tests.Caching;

/// <summary>Who shares answers, where the vault has a word in it: what the cache goes by is what the walk goes by.</summary>
public sealed class CacheVaultTests
{
    private const string Full = ", \"cache\": { \"mode\": \"full\", \"scope\": \"tenant\" }";

    /// <summary>Ann's key is meant for another place than the first target: what she gets is not what the others' key pays for.</summary>
    [Fact]
    public async Task KeyThatCantBeUsed_IsHisOwnAllTheSame()
    {
        await using FakeProvider first = await FakeProvider.StartAsync();
        await using FakeProvider second = await FakeProvider.StartAsync();
        first.Otherwise = _ => Reply.Json(200, Samples.Message("first"));
        second.Otherwise = _ => Reply.Json(200, Samples.Message("second"));
        await using TestGateway gateway = await TestGateway.StartAsync(WithVault(TestGateway.Providers(first.BaseUrl, second.BaseUrl)) + Full);
        string ann = await gateway.UserWithKeyAsync("ann", "member");
        await gateway.DoneAsync("PUT vault/mine?user=ann", """{"provider":"b","secret":"sk-of-ann"}""");

        Assert.Equal("miss", (await ResponseCacheTests.AskAsync(gateway, stream: false)).Cache);
        Assert.Equal("hit", (await ResponseCacheTests.AskAsync(gateway, stream: false)).Cache);
        (string cache, string body) = await ResponseCacheTests.AskAsync(gateway, stream: false, key: ann);
        Assert.Equal("miss", cache);
        Assert.Contains("second", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneMessage_LooksOnce()
    {
        CountingVaults? vaults = null;
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartWithAsync(
            WithVault(TestGateway.Providers(provider.BaseUrl)) + Full,
            services => services.AddSingleton<ITenantVaults>(of => vaults = new CountingVaults(of.GetRequiredService<LocalTenantVaults>())));

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, vaults!.Resolved);
    }

    private static string WithVault(string members) => members.Replace("\"upstream-secret-a\"", "\"vault:mine\", \"upstream-secret-a\"", StringComparison.Ordinal);
}
