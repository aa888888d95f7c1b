using System.Text.Json.Nodes;
using FakeUpstream;
using Xunit;

namespace ClaudeCode.Tests;

/// <summary>The real client's WebSearch before chat-completions providers (docs/websearch.md holds what else was measured).</summary>
public sealed class WebSearchTests
{
    private static bool IsSearch(ReceivedRequest request) => request.Text.Contains("Perform a web search for the query", StringComparison.Ordinal);

    private static async Task<FakeProvider> ProviderAsync()
    {
        FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = request => IsSearch(request) ? Reply.Sse(
                ChatSamples.Role() + ChatSamples.Text("It is sunny.")
                + ChatSamples.Delta("""{"annotations":[{"type":"url_citation","url_citation":{"url":"https://weather.example/bern","title":"Bern today"}}]}""")
                + ChatSamples.Finish("stop") + ChatSamples.End)
            : ChatSamples.MessagesOf(request, "tool").Any() ? Reply.Sse(ChatSamples.Stream(Conversation.FinalWords))
            : Reply.Sse(ChatSamples.ToolStream(("WebSearch", """{"query":"weather in Bern today"}""")));
        return provider;
    }

    private static async Task<(ClaudeRun Run, string Result, JsonNode Details)> RunAsync(FakeProvider provider, string capabilities)
    {
        await using Gateway gateway = await Gateway.StartAsync($$"""
            { "providers": { "chat": { "style": "openai", "baseUrl": "{{provider.BaseUrl}}/v1", "credentials": ["upstream-secret"], "retries": 0{{capabilities}} } },
              "models": { "claude-*": { "targets": ["chat/m"] } }, "keys": [ { "key": "{{Gateway.Key}}", "user": "alice" } ], "admin": { "key": "the-admin-key" } }
            """);
        ClaudeRun run = await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "What is the weather in Bern?", allowed: "WebSearch");
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error} {run.Result.ToJsonString()}");
        Assert.Equal(Conversation.FinalWords, run.Text);
        JsonNode details = run.Events.Single(@event => (string?)@event["type"] == "user" && @event["tool_use_result"] is not null)["tool_use_result"]!;
        return (run, (string)ChatSamples.MessagesOf(provider.Requests[^1], "tool").Single()["content"]!, details);
    }

    [Fact]
    public async Task ProviderThatSearches_ItsPagesAreCountedAndHandedOn()
    {
        await using FakeProvider provider = await ProviderAsync();

        (_, string result, JsonNode details) = await RunAsync(provider, ", \"capabilities\": { \"webSearch\": \"plugin\" }");

        Assert.Equal(3, provider.Requests.Count);
        Assert.Equal("""[{"id":"web"}]""", provider.Requests[1].Json["plugins"]!.ToJsonString());
        Assert.Equal(1, (int)details["searchCount"]!);
        Assert.Contains("It is sunny.", result, StringComparison.Ordinal);
        Assert.Contains("""{"title":"Bern today","url":"https://weather.example/bern"}""", result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProviderThatCant_TheModelHearsSo_AndNothingIsMadeUp()
    {
        await using FakeProvider provider = await ProviderAsync();

        (_, string result, _) = await RunAsync(provider, "");

        Assert.Equal(2, provider.Requests.Count); // the search itself did not reach it
        Assert.Contains("Web search error: unavailable", result, StringComparison.Ordinal);
        Assert.DoesNotContain("http", result, StringComparison.Ordinal);
    }
}
