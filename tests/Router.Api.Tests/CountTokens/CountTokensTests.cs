using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.CountTokens;

public sealed class CountTokensTests
{
    private static string Question(string text = "Hello there, how are you?") => $$"""{"model":"claude-test","messages":[{"role":"user","content":"{{text}}"}]}""";

    private static Task<HttpResponseMessage> CountAsync(TestGateway gateway, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return gateway.Client.PostAsync("/v1/messages/count_tokens?beta=true", content);
    }

    private static async Task<long> TokensAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (long)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["input_tokens"]!;
    }

    private static async Task<long> TokensAsync(TestGateway gateway, string body)
    {
        using HttpResponseMessage response = await CountAsync(gateway, body);
        return await TokensAsync(response);
    }

    [Fact]
    public async Task ProviderThatCounts_IsAsked_WithItsModelAndCredential()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, """{"input_tokens":4711}"""));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await CountAsync(gateway, Question());

        Assert.Equal(4711, await TokensAsync(response));
        Assert.Equal("a", Assert.Single(response.Headers.GetValues("x-router-provider")));
        ReceivedRequest request = Assert.Single(provider.Requests);
        Assert.Equal("/v1/messages/count_tokens?beta=true", request.Target);
        Assert.Equal("upstream-model", request.Model);
        Assert.Equal("upstream-secret-a", request.Headers["x-api-key"]);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task ProviderThatDoesNotCount_IsNotAskedAgain_AndTheGatewayEstimates(int status)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(status, Samples.Error("not_found_error", "Not found")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage first = await CountAsync(gateway, Question());

        Assert.InRange(await TokensAsync(first), 4, 40);
        Assert.Equal("tokens-estimated", Assert.Single(first.Headers.GetValues("x-router-notes")));
        Assert.InRange(await TokensAsync(gateway, Question("Another one")), 3, 40);
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task OneUnknownModel_DoesNotKeepTheOthersFromBeingCounted()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Json(404, Samples.Error("not_found_error", "model: claude-typo")), Reply.Json(200, """{"input_tokens":4711}"""));
        await using TestGateway gateway = await TestGateway.StartAsync(
            $$""" "providers": { "a": { "style": "native", "baseUrl": "{{provider.BaseUrl}}", "credentials": ["upstream-secret"] } }, "models": { "*": { "targets": ["a/*"] } } """);

        Assert.InRange(await TokensAsync(gateway, Question().Replace("claude-test", "claude-typo", StringComparison.Ordinal)), 4, 40);
        Assert.Equal(4711, await TokensAsync(gateway, Question()));
    }

    [Fact]
    public async Task CountThatIsNotWhatItsEncodingSays_IsEstimated()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, """{"input_tokens":4711}""").With("content-encoding", "br"));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        Assert.InRange(await TokensAsync(gateway, Question()), 4, 40);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(401)]
    public async Task ProviderThatFails_CostsNothingButTheExactNumber(int status)
    {
        var clock = new ManualClock();
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(status, Samples.Error("api_error", "No")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl), clock);

        Assert.InRange(await TokensAsync(gateway, Question()), 4, 40);
        clock.Advance(TimeSpan.FromSeconds(61)); // the gate for counting cools down at most so long
        provider.Enqueue(Reply.Json(200, """{"input_tokens":12}"""));
        Assert.Equal(12, await TokensAsync(gateway, Question())); // it is asked again, and the estimate was not kept
    }

    [Fact]
    public async Task ZeroOrSomethingElse_IsNoCount()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Json(200, """{"input_tokens":0}"""), Reply.Html(200), Reply.Json(200, "[]"), Reply.Json(200, """{"input_tokens":"many"}"""));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        for (int answer = 0; answer < 4; answer++)
        {
            Assert.True(await TokensAsync(gateway, Question()) > 0);
        }

        Assert.Equal(4, provider.Requests.Count);
    }

    [Fact]
    public async Task RefusalOfTheRequestItself_ReachesTheClient()
    {
        string words = Samples.Error("invalid_request_error", "tools.0.name: Field required");
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(400, words));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        using HttpResponseMessage response = await CountAsync(gateway, Question());

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("tools.0.name: Field required", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EqualQuestionsAtOnce_AreOneRequest_AndLaterOnesNone()
    {
        var open = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Of(200, "application/json").Wait(open.Task).Send("""{"input_tokens":99}""");
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        Task<long>[] waiting = [.. Enumerable.Range(0, 50).Select(_ => TokensAsync(gateway, Question()))];
        await provider.NextRequestAsync();
        Task<long> other = TokensAsync(gateway, Question("Something else"));
        await provider.NextRequestAsync();
        open.SetResult();

        Assert.All(await Task.WhenAll(waiting), tokens => Assert.Equal(99, tokens));
        Assert.Equal(99, await other);
        Assert.Equal(99, await TokensAsync(gateway, Question()));
        Assert.Equal(2, provider.Requests.Count);
    }

    [Fact]
    public async Task FirstClientLeaves_TheOthersStillGetTheCount()
    {
        var open = new TaskCompletionSource();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = _ => Reply.Of(200, "application/json").Wait(open.Task).Send("""{"input_tokens":99}""");
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        using var leaving = new CancellationTokenSource();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Question()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Task<HttpResponseMessage> first = gateway.Client.PostAsync("/v1/messages/count_tokens?beta=true", content, leaving.Token);
        await provider.NextRequestAsync();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Task<long> second = TokensAsync(gateway, Question());
        open.SetResult();

        Assert.Equal(99, await second);
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task ChatProvider_IsEstimated_AndGrowsWithToolsAndImages()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(
            """ "providers": { "local": { "style": "openai", "baseUrl": "http://127.0.0.1:9/v1", "credentials": ["none"] } }, "models": { "claude-test": { "targets": ["local/qwen3"] } } """);
        const string Tool = """{"model":"claude-test","tools":[{"name":"Bash","description":"Runs a command in a shell","input_schema":{"type":"object","properties":{"command":{"type":"string"}}}}],"messages":[{"role":"user","content":"Hello there, how are you?"}]}""";
        const string Image = """{"model":"claude-test","messages":[{"role":"user","content":[{"type":"text","text":"Hello there, how are you?"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgoAAAANSUhEUgAAAlgAAAGQCAYAAAByNR6YAAAA"}}]}]}""";

        long text = await TokensAsync(gateway, Question());
        long tool = await TokensAsync(gateway, Tool);
        long image = await TokensAsync(gateway, Image);

        Assert.InRange(text, 4, 40);
        Assert.InRange(tool, text + 20, text + 600);
        Assert.InRange(image, text + 250, text + 1700); // 600 × 400 pixels are 320 tokens
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"Hi"}]}""", "model: Field required")]
    [InlineData("""{"model":"claude-test"}""", "messages: Field required")]
    [InlineData("""{"model":"claude-test","messages":"Hi"}""", "messages: Input should be")]
    public async Task BadRequest_NamesTheField(string body, string words)
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:9"));

        using HttpResponseMessage response = await CountAsync(gateway, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
