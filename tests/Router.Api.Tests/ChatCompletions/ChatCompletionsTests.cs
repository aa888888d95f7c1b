using System.ClientModel;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FakeUpstream;
using OpenAI;
using OpenAI.Chat;
using Router.Api.Tests.Chat;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.ChatCompletions;

/// <summary>POST /v1/chat/completions with OpenAI's own client, over both kinds of provider.</summary>
public sealed class ChatCompletionsTests
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool("weather", "Weather of a city", BinaryData.FromString("""{"type":"object","properties":{"city":{"type":"string"}}}"""));

    private static ChatClient Client(TestGateway gateway, string key = TestGateway.Key) => new(
        "claude-test", new ApiKeyCredential(key), new OpenAIClientOptions { Endpoint = new Uri($"{gateway.Address}/v1"), RetryPolicy = new System.ClientModel.Primitives.ClientRetryPolicy(maxRetries: 0) });

    private static Task<TestGateway> StartAsync(bool native, string baseUrl) =>
        native ? TestGateway.StartAsync(TestGateway.ProvidersWith(", \"retries\": 0", baseUrl)) : ChatGateway.StartAsync(baseUrl);

    private static async Task<(HttpStatusCode Status, JsonNode Body, HttpResponseMessage Response)> PostAsync(TestGateway gateway, string body, string? key = TestGateway.Key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{gateway.Address}/v1/chat/completions") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.Add("Authorization", $"Bearer {key}");
        }

        using var client = new HttpClient();
        HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!, response);
    }

    private static string Ask(string model = "claude-test", string more = "") => $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Hi"}]{{more}}}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whole_TextWithUsage(bool native)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, native ? Samples.Message() : ChatSamples.Completion()));
        await using TestGateway gateway = await StartAsync(native, provider.BaseUrl);

        ChatCompletion answer = await Client(gateway).CompleteChatAsync([new SystemChatMessage("Be brief."), new UserChatMessage("Hi")], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("Hello, world!", Assert.Single(answer.Content).Text);
        Assert.Equal((ChatFinishReason.Stop, "claude-test"), (answer.FinishReason, answer.Model));
        Assert.Equal(native ? (35, 15, 7) : (50, 15, 20), (answer.Usage.InputTokenCount, answer.Usage.OutputTokenCount, answer.Usage.InputTokenDetails.CachedTokenCount));
        ReceivedRequest asked = Assert.Single(provider.Requests);
        Assert.Equal("upstream-model", asked.Model);
        Assert.Contains("Be brief.", asked.Text, StringComparison.Ordinal);
        Assert.Equal(native ? "upstream-secret-a" : $"Bearer {ChatGateway.Secret}", native ? asked.Headers["x-api-key"] : asked.Headers["Authorization"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_CallsATool_TakesItsResult_AndTellsUsage(bool native)
    {
        string call = native ? Samples.ToolStream("weather", """{"city":"Rome"}""") : ChatSamples.ToolStream(("weather", """{"city":"Rome"}"""));
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse().SendInPieces(call, 7), Reply.Sse(native ? Samples.Stream() : ChatSamples.Stream()));
        await using TestGateway gateway = await StartAsync(native, provider.BaseUrl);
        ChatClient client = Client(gateway);
        List<ChatMessage> messages = [new UserChatMessage("Weather in Rome?")];

        var arguments = new StringBuilder();
        string id = "", name = "";
        ChatFinishReason? finish = null;
        ChatTokenUsage? usage = null;
        await foreach (StreamingChatCompletionUpdate update in client.CompleteChatStreamingAsync(messages, new ChatCompletionOptions { Tools = { Weather } }, TestContext.Current.CancellationToken))
        {
            foreach (StreamingChatToolCallUpdate piece in update.ToolCallUpdates)
            {
                (id, name) = (piece.ToolCallId ?? id, piece.FunctionName ?? name);
                arguments.Append(piece.FunctionArgumentsUpdate);
            }

            (finish, usage) = (update.FinishReason ?? finish, update.Usage ?? usage);
        }

        Assert.Equal(("weather", """{"city":"Rome"}""", ChatFinishReason.ToolCalls), (name, arguments.ToString(), finish));
        Assert.Equal(native ? 35 : 50, usage?.InputTokenCount); // this client asks for usage by itself

        messages.Add(new AssistantChatMessage([ChatToolCall.CreateFunctionToolCall(id, name, BinaryData.FromString(arguments.ToString()))]));
        messages.Add(new ToolChatMessage(id, "Sunny"));
        var text = new StringBuilder();
        await foreach (StreamingChatCompletionUpdate update in client.CompleteChatStreamingAsync(messages, new ChatCompletionOptions { Tools = { Weather } }, TestContext.Current.CancellationToken))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(part => part.Text)));
        }

        Assert.Equal("Hello, world!", text.ToString());
        Assert.Contains("Sunny", provider.Requests[1].Text, StringComparison.Ordinal);
        Assert.Contains(id, provider.Requests[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_EndsWithDone_AndWithoutUsageThatNobodyAskedFor()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(Samples.Stream()));
        await using TestGateway gateway = await StartAsync(native: true, provider.BaseUrl);
        using var content = new StringContent(Ask(more: ",\"stream\":true"), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await gateway.Client.PostAsync("/v1/chat/completions?x=1", content, TestContext.Current.CancellationToken);
        string chunks = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith("data: [DONE]\n\n", chunks, StringComparison.Ordinal);
        Assert.DoesNotContain("\"usage\"", chunks, StringComparison.Ordinal);
        Assert.Equal(response.Headers.GetValues("request-id"), response.Headers.GetValues("x-request-id"));
        Assert.Equal(["a"], response.Headers.GetValues("x-router-provider"));
    }

    [Theory]
    [InlineData("""{"model":"claude-test"}""", TestGateway.Key, 400, "invalid_request_error", null)]
    [InlineData("""{"model":"unheard-of","messages":[{"role":"user","content":"Hi"}]}""", TestGateway.Key, 404, "invalid_request_error", "model_not_found")]
    [InlineData("""{"model":"claude-test","messages":[]}""", "no-such-key", 401, "authentication_error", "invalid_api_key")]
    [InlineData("""{"model":"claude-test","messages":[]}""", null, 401, "authentication_error", "invalid_api_key")]
    public async Task Refusals_HaveOpenAisEnvelope(string body, string? key, int status, string type, string? code)
    {
        await using TestGateway gateway = await StartAsync(native: true, "http://127.0.0.1:1");

        (HttpStatusCode found, JsonNode answer, HttpResponseMessage response) = await PostAsync(gateway, body, key);

        using (response)
        {
            Assert.Equal((status, type, code), ((int)found, (string?)answer["error"]!["type"], (string?)answer["error"]!["code"]));
            Assert.False(string.IsNullOrEmpty((string?)answer["error"]!["message"]));
        }
    }

    [Theory]
    [InlineData(true, 429, "rate_limit_error", "rate_limit_exceeded")]
    [InlineData(false, 400, "invalid_request_error", "context_length_exceeded")]
    public async Task ProvidersErrors_HaveOpenAisEnvelope(bool native, int status, string type, string code)
    {
        string error = native ? Samples.Error("rate_limit_error", "Slow down") : ChatSamples.Error("This model's maximum context length is 1000 tokens.", "context_length_exceeded");
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(status, error));
        await using TestGateway gateway = await TestGateway.StartAsync(native
            ? TestGateway.ProvidersWith(", \"retries\": 0, \"cooldown\": \"off\"", provider.BaseUrl)
            : $$""" "providers": { "chat": {{ChatGateway.Provider(provider.BaseUrl)}} }, "models": { "claude-test": { "targets": ["chat/upstream-model"] } } """);

        (HttpStatusCode found, JsonNode answer, HttpResponseMessage response) = await PostAsync(gateway, Ask());

        using (response)
        {
            Assert.Equal((status, type, code), ((int)found, (string?)answer["error"]!["type"], (string?)answer["error"]!["code"]));
        }
    }

    [Fact]
    public async Task Message_IsCountedLikeEveryOther()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Samples.Message()));
        await using TestGateway gateway = await StartAsync(native: true, provider.BaseUrl);
        (_, _, HttpResponseMessage response) = await PostAsync(gateway, Ask());
        response.Dispose();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/v1/requests") { Headers = { { "x-router-key", TestGateway.AdminKey } } };
        using HttpResponseMessage records = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await records.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains("claude-test", text, StringComparison.Ordinal);
        Assert.Contains("\"status\":200", text, StringComparison.Ordinal);
    }
}
