using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Health;

public sealed class HealthTests
{
    private static async Task<string> GetAsync(TestGateway gateway, string path, string? key)
    {
        using var client = new HttpClient { BaseAddress = gateway.Client.BaseAddress };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Add("x-api-key", key);
        }

        return await client.GetStringAsync(path);
    }

    [Theory]
    [InlineData("/alive", """{"status":"ok"}""")]
    [InlineData("/ready", """{"status":"ready"}""")]
    [InlineData("/health", """{"status":"ok"}""")]
    [InlineData("/healthz", """{"status":"ok"}""")]
    public async Task Anyone_GetsTheStatusOnly(string path, string expected)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        Assert.Equal(expected, await GetAsync(gateway, path, key: null));
    }

    [Fact]
    public async Task Key_GetsProvidersAndMappings_AdminKey_TheReasonsToo()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(401, Samples.Error("authentication_error", "invalid x-api-key")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);

        string user = await GetAsync(gateway, "/health", TestGateway.Key);
        string admin = await GetAsync(gateway, "/healthz", TestGateway.AdminKey);

        JsonNode details = JsonNode.Parse(admin)!;
        Assert.Equal("closed", (string?)details["providers"]![0]!["status"]);
        Assert.Equal("CredentialRefused 401: credential 1 of 1: invalid x-api-key", (string?)details["providers"]![0]!["lastError"]);
        Assert.True((bool)details["providers"]![0]!["hasApiKey"]!);
        Assert.Equal("a/upstream-model", (string?)details["mappings"]!["claude-test"]);
        Assert.DoesNotContain(provider.BaseUrl, user, StringComparison.Ordinal);
        Assert.DoesNotContain("upstream-secret", admin + user, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigurationThatIsRefused_IsAProblem_UntilItIsMended()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"), new ManualClock());
        string right = await File.ReadAllTextAsync(gateway.Folder.File("router.json"));

        gateway.Folder.Write("router.json", "{ \"providers\": 7 }");
        gateway.Watcher.Look();
        string broken = await GetAsync(gateway, "/health", TestGateway.AdminKey);
        string user = await GetAsync(gateway, "/health", TestGateway.Key);
        gateway.Folder.Write("router.json", right);
        gateway.Watcher.Look();
        string mended = await GetAsync(gateway, "/health", TestGateway.AdminKey);

        string problem = (string)Assert.Single(JsonNode.Parse(broken)!["problems"]!.AsArray())!;
        Assert.StartsWith("A changed configuration is refused, what was loaded before stays in force: providers", problem, StringComparison.Ordinal);
        Assert.Null(JsonNode.Parse(user)!["problems"]);
        Assert.Empty(JsonNode.Parse(mended)!["problems"]!.AsArray());
    }

    [Theory]
    [InlineData("x-api-key", "sk-of-alice-1")]
    [InlineData("Authorization", "Bearer sk-of-alice-1")]
    public async Task KeyThatTheClientBrought_IsNotInTheReasons(string header, string value)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(500, Samples.Error("api_error", "No quota for sk-of-alice-1")));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["client"], "retries": 0 } }, "models": { "claude-test": { "targets": ["a/m"] } } """);
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false), request =>
        {
            request.Headers.Add("x-router-key", TestGateway.Key);
            request.Headers.Add(header, value);
        });

        JsonNode provided = JsonNode.Parse(await GetAsync(gateway, "/healthz", TestGateway.AdminKey))!["providers"]![0]!;

        Assert.Equal("HttpError 500: No quota for (secret)", (string?)provided["lastError"]);
        Assert.False((bool)provided["hasApiKey"]!);
    }

    [Fact]
    public async Task RequestThatIsRefused_SaysNothingOfTheProvider()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(400, Samples.Error("invalid_request_error", "prompt is too long")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        JsonNode provided = JsonNode.Parse(await GetAsync(gateway, "/healthz", TestGateway.AdminKey))!["providers"]![0]!;

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("unused", (string?)provided["status"]);
    }

    [Fact]
    public async Task DemoModel_HasNoKey()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(""" "providers": { "demo": { "preset": "demo" } }, "models": { "claude-test": { "targets": ["demo/instant"] } } """);

        JsonNode provided = JsonNode.Parse(await GetAsync(gateway, "/health", TestGateway.Key))!["providers"]![0]!;

        Assert.Equal(("demo", false), ((string?)provided["name"], (bool)provided["hasApiKey"]!));
    }

    [Fact]
    public async Task Root_IsServiceInformation()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        Assert.Contains("POST /v1/messages", await GetAsync(gateway, "/", key: null), StringComparison.Ordinal);
    }
}
