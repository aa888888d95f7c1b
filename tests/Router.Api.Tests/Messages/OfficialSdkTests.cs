using System.Text.Json;
using System.Text.Json.Nodes;
using Anthropic;
using Anthropic.Helpers;
using Anthropic.Models.Messages;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Messages;

/// <summary>The official SDK as oracle: what it aggregates from a stream equals the answer in one piece.</summary>
public sealed class OfficialSdkTests
{
    private static AnthropicClient Connect(TestGateway gateway) => new() { BaseUrl = gateway.Address, ApiKey = TestGateway.Key, MaxRetries = 0 };

    private static MessageCreateParams Ask() => new()
    {
        Model = "claude-test",
        MaxTokens = 1024,
        Messages = [new UserMessageParam { Content = "Hi" }],
    };

    [Fact]
    public async Task Stream_AggregatesToTheMessageInOnePiece()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(
            Reply.Json(200, Samples.Message("Grüße, 世界! 😀 and more")), Reply.Sse().SendInPieces(Samples.Stream("Grüße, 世界! 😀 and more"), 5));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        AnthropicClient client = Connect(gateway);

        Message whole = await client.Messages.Create(Ask());
        Message streamed = await client.Messages.CreateStreaming(Ask()).Aggregate();

        Assert.Equal("claude-test", whole.Model.Raw());
        Assert.Equal(JsonSerializer.Serialize(whole.Content), JsonSerializer.Serialize(streamed.Content));
        Assert.Equal(whole.StopReason, streamed.StopReason);
        Assert.Equal(whole.Model.Raw(), streamed.Model.Raw());
        Assert.Equal(whole.Usage.InputTokens, streamed.Usage.InputTokens);
        Assert.Equal(whole.Usage.OutputTokens, streamed.Usage.OutputTokens);
        Assert.Equal(whole.Usage.CacheReadInputTokens, streamed.Usage.CacheReadInputTokens);
    }

    [Fact]
    public async Task ToolCall_AggregatesWithItsInput()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Sse(Samples.ToolStream("Bash", """{"command":"echo hi"}""")));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));

        Message streamed = await Connect(gateway).Messages.CreateStreaming(Ask()).Aggregate();

        Assert.True(streamed.Content[0].TryPickToolUse(out ToolUseBlock? tool));
        Assert.Equal("Bash", tool.Name);
        Assert.Equal("echo hi", tool.Input["command"].GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"type":"text","text":"Gr\u00fc\u00dfe, \"世界\"\n\ud83d\ude00 \\ /"}""")]
    [InlineData("""{"type":"thinking","thinking":"so \"it\" is","signature":"c2ln"},{"type":"redacted_thinking","data":"eA=="},{"type":"text","text":"b"}""")]
    [InlineData("""{"type":"text","text":""},{"type":"tool_use","id":"toolu_1","name":"Bash","input":{"command":"echo \"\\n\"","deep":{"list":[1,2.50,{"a":null}]}}},{"type":"tool_use","id":"toolu_2","name":"Now","input":{}}""")]
    [InlineData("""{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"q"}},{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","url":"http://a","title":"t","encrypted_content":"x","page_age":null}]}""")]
    public async Task MessageInPlaceOfAStream_AggregatesToTheMessage(string content)
    {
        string message = $$$"""{"id":"msg_01","type":"message","role":"assistant","model":"upstream-model","content":[{{{content}}}],"stop_reason":"stop_sequence","stop_sequence":"END","usage":{"input_tokens":25,"cache_creation_input_tokens":3,"cache_read_input_tokens":7,"output_tokens":15}}""";
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, message), Reply.Json(200, message));
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers(provider.BaseUrl));
        AnthropicClient client = Connect(gateway);

        Message whole = await client.Messages.Create(Ask());
        Message streamed = await client.Messages.CreateStreaming(Ask()).Aggregate();

        Assert.True(JsonNode.DeepEquals(JsonSerializer.SerializeToNode(whole.Content), JsonSerializer.SerializeToNode(streamed.Content)), JsonSerializer.Serialize(streamed.Content));
        Assert.Equal("claude-test", streamed.Model.Raw());
        Assert.Equal(whole.StopReason, streamed.StopReason);
        Assert.Equal("END", streamed.StopSequence);
        Assert.Equal(whole.Usage.InputTokens, streamed.Usage.InputTokens);
        Assert.Equal(15, streamed.Usage.OutputTokens);
        Assert.Equal(whole.Usage.CacheReadInputTokens, streamed.Usage.CacheReadInputTokens);
    }

    [Fact]
    public async Task GatewaysOwnError_IsTheSdksTypedException()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));
        var client = new AnthropicClient { BaseUrl = gateway.Address, ApiKey = "wrong-key", MaxRetries = 0 };

        var exception = await Assert.ThrowsAsync<Anthropic.Exceptions.AnthropicUnauthorizedException>(() => client.Messages.Create(Ask()));

        Assert.Contains("authentication_error", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelList_IsReadByTheSdk()
    {
        await using TestGateway gateway = await TestGateway.StartAsync(TestGateway.Providers("http://127.0.0.1:1"));

        var page = await Connect(gateway).Models.List();

        Assert.Equal("claude-test", page.Items.Single().ID);
    }
}
