using System.Net;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Routing;

/// <summary>Which of several targets is asked first, and who is asked when a prompt was too long.</summary>
public sealed class FittingTargetTests
{
    private const string TooLong = "prompt is too long: 250000 tokens > 200000 maximum";

    [Theory]
    [InlineData("""[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}}]""", "b", "target-skipped-images")]
    [InlineData("""[{"type":"tool_result","tool_use_id":"t","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}}]}]""", "b", "target-skipped-images")]
    [InlineData("\"Hi\"", "a", "")]
    public async Task Image_GoesToTheTargetThatSees(string content, string provider, string notes)
    {
        await using FakeProvider upstream = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartAsync(upstream, """, "capabilities": { "images": false } """, "");

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false).Replace("\"Hi\"", content, StringComparison.Ordinal));

        Assert.Equal(provider, response.Headers.GetValues("x-router-provider").Single());
        Assert.Equal(notes, response.Headers.TryGetValues("x-router-notes", out IEnumerable<string>? values) ? values.Single() : "");
        Assert.Single(upstream.Requests);
    }

    [Theory]
    [InlineData(200, "a", "")]
    [InlineData(4_000, "b", "target-skipped-window")]
    public async Task LongPrompt_GoesToTheTargetThatHoldsIt(int words, string provider, string notes)
    {
        await using FakeProvider upstream = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await StartAsync(upstream, """, "capabilities": { "contextWindow": 2000 } """, "");

        using HttpResponseMessage response = await gateway.PostAsync(Long(words, stream: true));

        Assert.Equal(provider, response.Headers.GetValues("x-router-provider").Single());
        Assert.Equal(notes, response.Headers.TryGetValues("x-router-notes", out IEnumerable<string>? values) ? values.Single() : "");
    }

    [Fact]
    public async Task PromptThatNoTargetHolds_IsAskedOfTheFirst_WhichSaysSoItself()
    {
        await using FakeProvider upstream = await FakeProvider.StartAsync(Reply.Json(400, Samples.Error("invalid_request_error", TooLong)));
        await using TestGateway gateway = await StartAsync(upstream, """, "capabilities": { "contextWindow": 1000 } """, """, "capabilities": { "contextWindow": 2000 } """);

        using HttpResponseMessage response = await gateway.PostAsync(Long(4_000, stream: false));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(TooLong, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("a", response.Headers.GetValues("x-router-provider").Single());
        Assert.Single(upstream.Requests);
    }

    [Theory]
    [InlineData(TooLong, 1_000_000, 2)]
    [InlineData(TooLong, 249_999, 1)]
    [InlineData("input length and `max_tokens` exceed context limit: 190000 + 32000 > 200000", 1_000_000, 2)]
    [InlineData("messages.0: bad", 1_000_000, 1)]
    public async Task PromptTooLongForAProvider_GoesOnToAWiderOne(string message, int window, int asked)
    {
        await using FakeProvider upstream = await FakeProvider.StartAsync(Reply.Json(400, Samples.Error("invalid_request_error", message)), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartAsync(upstream, "", $$""", "capabilities": { "contextWindow": {{window}} } """);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(asked, upstream.Requests.Count);
        Assert.Equal(asked == 2 ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task PromptTooLong_PassesOverTargetsOfUnknownAndSmallerWindows()
    {
        await using FakeProvider upstream = await FakeProvider.StartAsync(Reply.Json(400, Samples.Error("invalid_request_error", TooLong)), Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$"""
            "providers": { "a": { "style": "native", "baseUrl": "{{upstream.BaseUrl}}", "credentials": ["secret-1", "secret-2"] } },
            "models": { "claude-test": { "targets": ["a/one", "a/unknown", "small", "wide"] }, "small": { "targets": ["a/small"], "contextWindow": "100k" }, "wide": { "targets": ["a/wide"], "contextWindow": "1000k" } }
            """);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(["one", "wide"], upstream.Requests.Select(request => request.Model));
    }

    [Fact]
    public async Task WiderTargetThatFails_LeavesTheClientToCompact()
    {
        await using FakeProvider upstream = await FakeProvider.StartAsync(
            Reply.Json(400, Samples.Error("invalid_request_error", TooLong)), Reply.Json(401, Samples.Error("authentication_error", "no")));
        await using TestGateway gateway = await StartAsync(upstream, "", """, "capabilities": { "contextWindow": 1000000 } """);

        using HttpResponseMessage response = await gateway.PostAsync(TestGateway.Body(stream: false));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(TooLong, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Long(int words, bool stream) => TestGateway.Body(stream).Replace("\"Hi\"", $"\"{string.Concat(Enumerable.Repeat("some words ", words))}\"", StringComparison.Ordinal);

    private static Task<TestGateway> StartAsync(FakeProvider upstream, string firstExtra, string secondExtra) => TestGateway.StartAsync(
        $$"""
        "providers": {
          "a": { "style": "anthropic", "baseUrl": "{{upstream.BaseUrl}}", "credentials": ["secret-a"], "retries": 0{{firstExtra}} },
          "b": { "style": "anthropic", "baseUrl": "{{upstream.BaseUrl}}", "credentials": ["secret-b"], "retries": 0{{secondExtra}} } },
        "models": { "claude-test": { "targets": ["a/m", "b/m"] } }
        """);
}
