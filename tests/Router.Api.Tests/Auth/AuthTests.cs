using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Auth;

public sealed class AuthTests
{
    private static async Task<HttpStatusCode> PostWithAsync(TestGateway gateway, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request => Replace(request, headers));
        return response.StatusCode;
    }

    // An empty x-api-key keeps the client's default key out.
    private static void Replace(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        request.Headers.TryAddWithoutValidation("x-api-key", "");
        foreach ((string name, string value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static async Task<FakeProvider> AnsweringAsync()
    {
        FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Json(200, Samples.Message());
        return provider;
    }

    [Fact]
    public async Task Key_IsTakenFromEveryHeader()
    {
        await using FakeProvider provider = await AnsweringAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        Assert.Equal(HttpStatusCode.OK, await PostWithAsync(gateway, ("x-api-key", TestGateway.Key)));
        Assert.Equal(HttpStatusCode.OK, await PostWithAsync(gateway, ("Authorization", $"Bearer {TestGateway.Key}")));
        Assert.Equal(HttpStatusCode.OK, await PostWithAsync(gateway, ("x-router-key", TestGateway.Key)));
        Assert.Equal(HttpStatusCode.OK, await PostWithAsync(gateway, ("Authorization", $"Bearer {TestGateway.Key}"), ("x-api-key", TestGateway.Key)));
    }

    [Fact]
    public async Task WrongOrMissingKey_IsRefused_WithoutReachingTheProvider()
    {
        await using FakeProvider provider = await AnsweringAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        Assert.Equal(HttpStatusCode.Unauthorized, await PostWithAsync(gateway));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostWithAsync(gateway, ("x-api-key", "alice-test-keY")));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostWithAsync(gateway, ("Authorization", "Basic abc")));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostWithAsync(gateway, ("x-router-key", "wrong"), ("x-api-key", TestGateway.Key)));
        Assert.Empty(provider.Requests);
    }

    [Fact]
    public async Task AdminKey_DoesNotOpenTheModels()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        Assert.Equal(HttpStatusCode.Forbidden, await PostWithAsync(gateway, ("x-api-key", TestGateway.AdminKey)));
    }

    [Fact]
    public async Task OpenAccess_NeedsNoKey_OnLoopback()
    {
        await using FakeProvider provider = await AnsweringAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl) + ", \"access\": \"open\"");

        Assert.Equal(HttpStatusCode.OK, await PostWithAsync(gateway));
        Assert.Equal(HttpStatusCode.OK, await PostWithAsync(gateway, ("x-api-key", "anything")));
    }

    [Fact]
    public async Task Key_MayUseOnlyItsModels()
    {
        await using FakeProvider provider = await AnsweringAsync();
        using var folder = new TestFolder();
        folder.Write("router.json", $$"""
            { "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["secret-a"] } },
              "models": { "claude-test": { "targets": ["a/m"] }, "claude-other": { "targets": ["a/m"] } },
              "admin": { "key": "admin-test-key" }, "keys": [ { "key": "{{TestGateway.Key}}", "user": "alice", "models": ["claude-o*"] } ] }
            """);
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);

        using HttpResponseMessage refused = await gateway.PostAsync(TestGateway.Body(stream: false));
        using HttpResponseMessage allowed = await gateway.PostAsync(TestGateway.Body(stream: false, "claude-other"));
        string models = await gateway.Client.GetStringAsync("/v1/models");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        Assert.DoesNotContain("claude-test", models, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-api-key", "sk-ant-alices-own")]
    [InlineData("Authorization", "Bearer sk-ant-alices-own")]
    public async Task BringYourOwn_TheProvidersKeyIsPassedOn_AndItsRefusalToo(string header, string value)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()), Reply.Json(401, Samples.Error("authentication_error", "invalid x-api-key")));
        await using FakeProvider other = await AnsweringAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$"""
             "providers": { "own": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["client"] }, "other": { "style": "native", "baseUrl": "{{other.BaseUrl}}", "credentials": ["client"] } },
             "models": { "claude-test": { "targets": ["own/m", "other/m"] } }
             """);

        Assert.Equal(HttpStatusCode.OK, await PostWithAsync(gateway, ("x-router-key", TestGateway.Key), (header, value)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostWithAsync(gateway, ("x-router-key", TestGateway.Key), (header, value)));

        Assert.Equal(value, provider.Requests[0].Headers[header]);
        Assert.False(provider.Requests[0].Headers.ContainsKey("x-router-key"));
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("x-api-key", "sk-alices-own", "")]
    [InlineData("Authorization", "Bearer sk-alices-own", "")]
    [InlineData("Authorization", "Bearer sk-alices-own", ", \"auth\": \"api-key\"")]
    public async Task BringYourOwn_GoesToAChatProviderInTheHeaderThatItWants(string header, string value, string auth)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, ChatSamples.Completion("hi")));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$"""
             "providers": { "own": { "style": "openai", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["client"]{{auth}} } }, "models": { "claude-test": { "targets": ["own/m"] } }
             """);

        Assert.Equal(HttpStatusCode.OK, await PostWithAsync(gateway, ("x-router-key", TestGateway.Key), (header, value)));

        Assert.Equal(auth.Length == 0 ? "Bearer sk-alices-own" : null, provider.Requests[0].Headers.GetValueOrDefault("Authorization"));
        Assert.Equal(auth.Length == 0 ? null : "sk-alices-own", provider.Requests[0].Headers.GetValueOrDefault("api-key"));
        Assert.False(provider.Requests[0].Headers.ContainsKey("x-api-key"));
    }

    [Fact]
    public async Task SecondHop_IsALoop()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        Assert.Equal(508, (int)await PostWithAsync(gateway, ("x-api-key", TestGateway.Key), ("x-router-hop", "1")));
    }

    [Fact]
    public async Task OwnAddressAsProvider_IsALoop()
    {
        using var folder = new TestFolder();
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers("http://127.0.0.1:1")));
        await using TestGateway gateway = await TestGateway.StartInAsync(folder);
        folder.Write("router.json", TestGateway.Config(TestGateway.Providers(gateway.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal))));
        Assert.Empty(gateway.Watcher.Look());

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: true));

        Assert.Equal(508, (int)response.StatusCode);
        Assert.Equal("false", response.Headers.GetValues("x-should-retry").Single());
    }

    [Fact]
    public async Task BringYourOwn_TheGatewaysKeyNeverReachesTheProvider()
    {
        await using FakeProvider provider = await AnsweringAsync();
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "own": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["client"] } }, "models": { "claude-test": { "targets": ["own/m"] } } """);

        Assert.Equal(HttpStatusCode.Unauthorized, await PostWithAsync(gateway, ("x-api-key", TestGateway.Key)));
        Assert.Equal(HttpStatusCode.Unauthorized, await PostWithAsync(gateway, ("x-router-key", TestGateway.Key), ("Authorization", $"Bearer {TestGateway.Key}")));
        Assert.Equal(HttpStatusCode.OK, await PostWithAsync(gateway, ("x-api-key", "alices-own"), ("Authorization", $"Bearer {TestGateway.Key}")));

        ReceivedRequest received = Assert.Single(provider.Requests);
        Assert.Equal("alices-own", received.Headers["x-api-key"]);
        Assert.False(received.Headers.ContainsKey("Authorization"));
    }
}
