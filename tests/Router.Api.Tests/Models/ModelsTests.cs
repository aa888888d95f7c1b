using System.Net;
using System.Text.Json.Nodes;
using Router.Api.Tests.Admin;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Models;

public sealed class ModelsTests
{
    private const string Members =
        """
        "providers": { "glm": { "preset": "glm", "credentials": ["glm-secret"] } },
        "models": { "claude-test": { "targets": ["glm/x"] }, "anthropic/glm-high": { "displayName": "GLM (high effort)", "targets": ["glm/glm-4.7"], "maxOutputTokens": "8k", "contextWindow": "200k" }, "lab-*": { "targets": ["glm/*"] } },
        "tiers": { "sonnet": "glm/glm-4.7" }
        """;

    private static async Task<JsonNode> GetAsync(string path)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        return JsonNode.Parse(await gateway.Client.GetStringAsync(path))!;
    }

    [Fact]
    public async Task List_HoldsEveryName_InBothClientsFields()
    {
        JsonNode list = await GetAsync("/v1/models?limit=1000");

        Assert.Equal("list", (string?)list["object"]);
        Assert.False((bool)list["has_more"]!);
        Assert.Equal(["claude-test", "anthropic/glm-high", "claude-sonnet-4-6", "claude-sonnet-4-5"], list["data"]!.AsArray().Select(entry => (string?)entry!["id"]));
        JsonNode high = list["data"]![1]!;
        Assert.Equal("model", (string?)high["type"]);
        Assert.Equal("model", (string?)high["object"]);
        Assert.Equal("GLM (high effort)", (string?)high["display_name"]);
        Assert.Equal("glm", (string?)high["owned_by"]);
        Assert.Equal(200_000, (int)high["max_input_tokens"]!);
        Assert.Equal(8_000, (int)high["max_tokens"]!);
        Assert.True((long)high["created"]! > 0);
        Assert.True(DateTimeOffset.TryParse((string?)high["created_at"], out _));
    }

    [Fact]
    public async Task List_LeavesOutWhatNoProviderAnswersThatTheKeyMayUse()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(
            """ "providers": { "a": { "preset": "glm", "credentials": ["x"] }, "b": { "preset": "glm", "credentials": ["y"] } }, "models": { "on-a": { "targets": ["a/m"] }, "on-both": { "targets": ["a/m", "b/m"] } } """);
        await gateway.DoneAsync("POST users", """{"id":"ann"}""");
        string key = (string)(await gateway.DoneAsync("POST keys", """{"user":"ann","providers":["b"]}"""))["secret"]!;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models") { Headers = { { "x-router-key", key } } };

        using HttpResponseMessage response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        JsonNode model = Assert.Single(JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["data"]!.AsArray())!;
        Assert.Equal(("on-both", "b"), ((string?)model["id"], (string?)model["owned_by"]));
    }

    [Fact]
    public async Task Pages_FollowAnthropicsCursors()
    {
        JsonNode first = await GetAsync("/v1/models?limit=1");
        JsonNode second = await GetAsync("/v1/models?limit=2&after_id=claude-test");
        JsonNode before = await GetAsync("/v1/models?before_id=claude-sonnet-4-6");

        Assert.True((bool)first["has_more"]!);
        Assert.Equal("claude-test", (string?)first["last_id"]);
        Assert.Equal("anthropic/glm-high", (string?)second["first_id"]);
        Assert.Equal(2, before["data"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("before_id=claude-sonnet-4-5&limit=2", "anthropic/glm-high claude-sonnet-4-6", true)]
    [InlineData("before_id=claude-sonnet-4-5&limit=3", "claude-test anthropic/glm-high claude-sonnet-4-6", false)]
    [InlineData("before_id=claude-test&limit=3", "", false)]
    [InlineData("after_id=claude-sonnet-4-5", "", false)]
    [InlineData("after_id=claude-sonnet-4-6&before_id=claude-test", "", false)]
    [InlineData("after_id=claude-test&before_id=claude-sonnet-4-5&limit=1", "claude-sonnet-4-6", true)]
    public async Task PageBeforeACursor_EndsThere(string query, string ids, bool hasMore)
    {
        JsonNode list = await GetAsync($"/v1/models?{query}");

        Assert.Equal(ids, string.Join(' ', list["data"]!.AsArray().Select(entry => (string?)entry!["id"])));
        Assert.Equal(hasMore, (bool)list["has_more"]!);
    }

    [Theory]
    [InlineData("anthropic/glm-high")]
    [InlineData("anthropic%2Fglm-high")]
    [InlineData("lab-anything:1b")]
    [InlineData("claude-sonnet-9")]
    public async Task One_IsFoundAlsoThroughPatternsAndTiers(string id)
    {
        JsonNode entry = await GetAsync($"/v1/models/{id}");

        Assert.Equal(Uri.UnescapeDataString(id), (string?)entry["id"]);
    }

    [Fact]
    public async Task List_NeedsAKey()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(Members);
        using var anonymous = new HttpClient { BaseAddress = gateway.Client.BaseAddress };

        using HttpResponseMessage response = await anonymous.GetAsync("/v1/models");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
