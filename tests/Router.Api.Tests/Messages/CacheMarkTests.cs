using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>Providers' own prompt caching: marks and the order of what they stand in come through whatever else is changed on the way.</summary>
public sealed class CacheMarkTests
{
    /// <summary>A pixel.</summary>
    private const string Image = """{"type":"base64","media_type":"image/png","data":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="}""";

    private const string Body = $$$"""
        {"model":"claude-test","max_tokens":4000,
        "system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2.1.329.abc; cc_entrypoint=cli;"},{"type":"text","text":"You","cache_control":{"type":"ephemeral"}}],
        "tools":[{"name":"WebSearch","input_schema":{"type":"object"}},{"name":"Read","input_schema":{"type":"object"},"cache_control":{"type":"ephemeral"}}],
        "messages":[{"role":"user","content":[{"type":"image","source":{{{Image}}},"cache_control":{"type":"ephemeral"}},{"type":"text","text":"first"}]},
        {"role":"assistant","content":"ok"},{"role":"user","content":[{"type":"image","source":{{{Image}}}},{"type":"text","text":"go","cache_control":{"type":"ephemeral"}}]}]}
        """;

    /// <param name="style">The provider's style.</param>
    /// <param name="provider">What its entry says more.</param>
    /// <param name="model">What the model's entry says.</param>
    /// <param name="first">What stands in the place of the first image.</param>
    [Theory]
    [InlineData("native", "", "", "image")]
    [InlineData("native", "", "\"reasoningEffort\": \"high\", \"removeTools\": [\"WebSearch\"], \"maxOutputTokens\": \"2k\", \"extraBody\": { \"top_k\": 5 }, ", "image")]
    [InlineData("native", ", \"imageLimits\": { \"most\": 1 }", "", "text")]
    [InlineData("anthropic", "", "\"removeTools\": [\"WebSearch\"], ", "image")]
    [InlineData("anthropic", ", \"imageLimits\": { \"most\": 1 }", "\"reasoningEffort\": \"high\", ", "text")]
    public async Task FourMarks_StayFourInTheirPlaces(string style, string provider, string model, string first)
    {
        await using FakeProvider upstream = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.ProvidersWith(provider, upstream.BaseUrl)
            .Replace("\"native\"", $"\"{style}\"", StringComparison.Ordinal).Replace("\"targets\"", $"{model}\"targets\"", StringComparison.Ordinal));

        using HttpResponseMessage response = await gateway.PostAsync(Body);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        JsonNode sent = upstream.Requests.Single().Json;
        Assert.Equal(4, sent.ToJsonString().Split("\"cache_control\"").Length - 1);
        JsonNode?[] marked = [sent["system"]!.AsArray()[^1], sent["tools"]!.AsArray()[^1], sent["messages"]![0]!["content"]![0], sent["messages"]![2]!["content"]![1]];
        Assert.All(marked, block => Assert.NotNull(block!["cache_control"]));
        Assert.Equal(["You", "Read", first, "go"], new[] { marked[0]!["text"], marked[1]!["name"], marked[2]!["type"], marked[3]!["text"] }.Select(value => (string)value!));
    }
}
