using System.Text.Json;
using System.Text.Json.Nodes;
using Anthropic;
using Anthropic.Helpers;
using Anthropic.Models.Messages;
using FakeUpstream;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Chat;

/// <summary>The official SDK as oracle over a translated provider.</summary>
public sealed class ChatSdkTests
{
    [Fact]
    public async Task Stream_AggregatesToTheMessageInOnePiece()
    {
        const string Whole = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"I look.","reasoning_content":"Which file?",
            "tool_calls":[{"id":"call_1","type":"function","function":{"name":"Read","arguments":"{\"file_path\":\"ä.txt\"}"}},{"id":"call_2","type":"function","function":{"name":"Now","arguments":""}}]},"finish_reason":"tool_calls"}],
            "usage":{"prompt_tokens":50,"completion_tokens":15,"total_tokens":65,"prompt_tokens_details":{"cached_tokens":20}}}
            """;
        string stream = ChatSamples.Role() + ChatSamples.Reasoning("Which ") + ChatSamples.Reasoning("file?") + ChatSamples.Text("I ") + ChatSamples.Text("look.")
            + ChatSamples.Call(0, "call_1", "Read", "") + ChatSamples.Arguments(0, """{"file_path":""") + ChatSamples.Arguments(0, "\"ä.txt\"}")
            + ChatSamples.Call(1, "call_2", "Now", "") + ChatSamples.Finish("tool_calls") + ChatSamples.End;
        await using FakeProvider provider = await FakeProvider.StartAsync(Reply.Json(200, Whole), Reply.Sse().SendInPieces(stream, 5));
        await using TestGateway gateway = await ChatGateway.StartAsync(provider.BaseUrl);
        var client = new AnthropicClient { BaseUrl = gateway.Address, ApiKey = TestGateway.Key, MaxRetries = 0 };
        var ask = new MessageCreateParams { Model = "claude-test", MaxTokens = 1024, Messages = [new UserMessageParam { Content = "Hi" }] };

        Message whole = await client.Messages.Create(ask);
        Message streamed = await client.Messages.CreateStreaming(ask).Aggregate();

        Assert.Equal(4, whole.Content.Count);
        Assert.True(JsonNode.DeepEquals(JsonSerializer.SerializeToNode(whole.Content), JsonSerializer.SerializeToNode(streamed.Content)), JsonSerializer.Serialize(streamed.Content));
        Assert.Equal("tool_use", whole.StopReason?.Raw());
        Assert.Equal(whole.StopReason, streamed.StopReason);
        Assert.Equal("claude-test", streamed.Model.Raw());
        Assert.Equal((30L, 20L, 15L), (streamed.Usage.InputTokens, streamed.Usage.CacheReadInputTokens ?? 0, streamed.Usage.OutputTokens));
        Assert.Equal((30L, 20L, 15L), (whole.Usage.InputTokens, whole.Usage.CacheReadInputTokens ?? 0, whole.Usage.OutputTokens));
    }
}
