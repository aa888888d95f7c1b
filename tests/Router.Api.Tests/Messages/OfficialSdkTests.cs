using System.Text.Json;
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
