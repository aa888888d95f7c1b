using System.Net;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Health;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Chat;

/// <summary>Claude Code's WebSearch, a request whose only tool is Anthropic's search, before providers that search and that don't.</summary>
public sealed class WebSearchTests
{
    private static string Request(bool stream, string moreTools = "") =>
        $$"""{"model":"claude-test","max_tokens":1024,"messages":[{"role":"user","content":"Perform a web search for the query: weather in Bern"}],"tools":[{"type":"web_search_20250305","name":"web_search","max_uses":8}{{moreTools}}],"stream":{{(stream ? "true" : "false")}}}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ProviderWithoutSearch_IsNotAsked_TheClientHearsThatNobodySearched(bool stream)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl);

        using HttpResponseMessage response = await gateway.PostAsync(Request(stream));
        string text = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(stream ? "text/event-stream" : "application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"server_tool_use\"", text, StringComparison.Ordinal);
        Assert.Contains("weather in Bern", text, StringComparison.Ordinal);
        Assert.Contains("""{"type":"web_search_tool_result_error","error_code":"unavailable"}""", text, StringComparison.Ordinal);
        Assert.Contains("\"end_turn\"", text, StringComparison.Ordinal);
        Assert.Contains("web-search-dropped", Assert.Single(response.Headers.GetValues("x-router-notes")), StringComparison.Ordinal);
        Assert.Empty(provider.Requests);
    }

    [Fact]
    public async Task SearchThatIsNotAsked_CountsAsNoAnswerOfTheProvider()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, ChatSamples.Completion()));
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl);

        (await gateway.PostAsync(Request(stream: false))).Dispose();
        (await gateway.PostAsync(TestGateway.Body(stream: false))).Dispose();

        ProviderBoard board = gateway.Service<ProviderBoard>();
        Assert.Equal(1, board.Of("chat").Answers);
    }

    [Fact]
    public async Task OtherToolsBesideTheSearch_AreOffered_AndNothingIsMadeUp()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, ChatSamples.Completion("I can't search.")));
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl);

        using HttpResponseMessage response = await gateway.PostAsync(Request(stream: false, """,{"name":"Bash","input_schema":{"type":"object","properties":{}}}"""));
        JsonNode message = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal("Bash", (string?)Assert.Single(Assert.Single(provider.Requests).Json["tools"]!.AsArray())!["function"]!["name"]);
        Assert.Equal("I can't search.", (string?)Assert.Single(message["content"]!.AsArray())!["text"]);
    }

    [Fact]
    public async Task ProviderWithSearch_IsAskedForIt_AndItsPagesReachTheClient()
    {
        string answer = ChatSamples.Role() + ChatSamples.Text("Sunny.")
            + ChatSamples.Delta("""{"annotations":[{"type":"url_citation","url_citation":{"url":"https://weather.example/bern","title":"Bern"}}]}""")
            + ChatSamples.Finish("stop") + ChatSamples.End;
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(answer));
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl, ", \"capabilities\": { \"webSearch\": \"plugin\" }");

        using HttpResponseMessage response = await gateway.PostAsync(Request(stream: true));
        string text = await response.Content.ReadAsStringAsync();

        Assert.Equal("""[{"id":"web"}]""", Assert.Single(provider.Requests).Json["plugins"]!.ToJsonString());
        Assert.Equal("Sunny.", ChatGateway.TextOf(text));
        Assert.Contains("""{"type":"web_search_result","url":"https://weather.example/bern","title":"Bern","encrypted_content":"","page_age":null}""", text, StringComparison.Ordinal);
        Assert.Contains("\"web_search_requests\":1", text, StringComparison.Ordinal);
    }
}
