using FakeUpstream;
using Xunit;

namespace ClaudeCode.Tests;

/// <summary>How the real client takes what the gateway sends before message_start (docs/pings.md holds the table).</summary>
public sealed class PingBeforeStartTests
{
    private static async Task<(ClaudeRun Run, IReadOnlyList<ReceivedRequest> Requests)> RunAsync(Reply first)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync(first);
        provider.Otherwise = request => Conversation.Words(request, Conversation.FinalWords);
        await using Gateway gateway = await Gateway.StartAsync(", \"commitAfter\": \"1s\"", retries: 0, provider.BaseUrl);
        return (await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Say it"), provider.Requests);
    }

    [Fact]
    public async Task Ping_ThenTheMessage_IsAccepted()
    {
        (ClaudeRun run, IReadOnlyList<ReceivedRequest> requests) = await RunAsync(Reply.Sse().Start().Pause(TimeSpan.FromSeconds(3)).Send(Samples.Stream(Conversation.FinalWords)));

        Assert.Equal((0, Conversation.FinalWords), (run.ExitCode, run.Text));
        Assert.Single(requests);
    }

    [Fact]
    public async Task Ping_ThenExhaustion_IsTriedAgainAsAStream()
    {
        (ClaudeRun run, IReadOnlyList<ReceivedRequest> requests) = await RunAsync(Reply.Sse().Start().Pause(TimeSpan.FromSeconds(3)).Send(Samples.ErrorEvent("rate_limit_error", "slow down")));

        Assert.Equal((0, Conversation.FinalWords), (run.ExitCode, run.Text));
        Assert.Equal([true, true], requests.Select(Conversation.Streams));
    }

    [Fact]
    public async Task Ping_ThenARefusal_IsAskedOnceWithoutStreaming()
    {
        (ClaudeRun run, IReadOnlyList<ReceivedRequest> requests) = await RunAsync(
            Reply.Sse().Start().Pause(TimeSpan.FromSeconds(3)).Send(Samples.ErrorEvent("invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum")));

        Assert.Equal((0, Conversation.FinalWords), (run.ExitCode, run.Text));
        Assert.Equal([true, false], requests.Select(Conversation.Streams));
    }
}
