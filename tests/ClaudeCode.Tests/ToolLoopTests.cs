using System.Text.Json.Nodes;
using FakeUpstream;
using Xunit;

namespace ClaudeCode.Tests;

/// <summary>The real Claude Code through the gateway: the main job, and what goes wrong around it.</summary>
public sealed class ToolLoopTests
{
    private static async Task<FakeProvider> TalkingAsync(params Reply[] first)
    {
        FakeProvider provider = await FakeProvider.StartAsync(first);
        provider.Otherwise = Conversation.Answer;
        return provider;
    }

    private static void AssertLoopDone(ClaudeRun run, ReceivedRequest last)
    {
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error} {run.Result.ToJsonString()}");
        Assert.Equal(Conversation.FinalWords, run.Text);
        Assert.Contains("tool-was-here", Conversation.ToolResultOf(last), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToolLoop_RunsToItsEnd()
    {
        await using FakeProvider provider = await TalkingAsync();
        await using Gateway gateway = await Gateway.StartAsync("", retries: 2, provider.BaseUrl);

        ClaudeRun run = await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Run the command please");

        AssertLoopDone(run, provider.Requests[^1]);
        Assert.Equal(2, provider.Requests.Count);
        Assert.All(provider.Requests, request =>
        {
            Assert.Equal("/v1/messages?beta=true", request.Target);
            Assert.Equal("upstream-secret", request.Headers["x-api-key"]);
            Assert.Contains("claude-code-20250219", request.Headers["anthropic-beta"], StringComparison.Ordinal);
            Assert.StartsWith("x-anthropic-billing-header", (string?)request.Json["system"]![0]!["text"], StringComparison.Ordinal);
        });
        // The client saw the model name that it asked for, and the usage of the provider.
        JsonNode assistant = run.Events.First(@event => (string?)@event["type"] == "assistant");
        Assert.Equal((string?)provider.Requests[0].Json["model"], (string?)assistant["message"]!["model"]);
        Assert.Equal(50, (int)run.Result["usage"]!["input_tokens"]!);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task RateLimit_InTheMiddle_IsWaitedFor(int gatewayRetries)
    {
        await using FakeProvider provider = await TalkingAsync();
        bool refused = false;
        provider.Otherwise = request =>
        {
            if (Conversation.HasToolResult(request) && !refused)
            {
                refused = true;
                return Reply.Json(429, Samples.Error("rate_limit_error", "This request would exceed your rate limit.")).With("retry-after", "2");
            }

            return Conversation.Answer(request);
        };
        await using Gateway gateway = await Gateway.StartAsync("", gatewayRetries, provider.BaseUrl);

        ClaudeRun run = await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Run the command please");

        AssertLoopDone(run, provider.Requests[^1]);
        Assert.Equal(3, provider.Requests.Count);
        // With retries left the gateway waits by itself and the client never hears of it.
        Assert.Equal(gatewayRetries == 0, run.Events.Any(@event => (string?)@event["subtype"] == "api_retry"));
    }

    [Fact]
    public async Task CutBeforeContent_TheSecondTargetTakesOver()
    {
        await using FakeProvider first = await FakeProvider.StartAsync();
        first.Otherwise = _ => Reply.Sse().Send(Samples.Start() + Samples.Ping).Cut();
        await using FakeProvider second = await TalkingAsync();
        await using Gateway gateway = await Gateway.StartAsync("", retries: 2, first.BaseUrl, second.BaseUrl);

        ClaudeRun run = await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Run the command please");

        AssertLoopDone(run, second.Requests[^1]);
        Assert.Equal(2, first.Requests.Count);
        Assert.Equal(2, second.Requests.Count);
    }

    [Fact]
    public async Task CutBehindAWholeCall_TheToolRunsOnce()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("claude-once-");
        try
        {
            string call = Samples.ToolStream("Bash", """{"command":"echo ran >> runs.txt; echo tool-was-here","description":"Count"}""");
            await using FakeProvider provider = await TalkingAsync(
                Reply.Sse().Send(call[..call.IndexOf("event: message_delta", StringComparison.Ordinal)]).Pause(TimeSpan.FromMilliseconds(500)).Cut());
            await using Gateway gateway = await Gateway.StartAsync("", retries: 2, provider.BaseUrl);

            ClaudeRun run = await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Run the command please", folder.FullName, allowed: "Bash");

            AssertLoopDone(run, provider.Requests[^1]);
            Assert.Equal([true, true], provider.Requests.Select(Conversation.Streams)); // the client kept the call and did not ask for it again
            Assert.Equal(["ran"], await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "runs.txt")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task ProviderSilentFor40Seconds_IsBridgedByPings()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = request => Conversation.HasToolResult(request)
            ? Reply.Sse().Start().Pause(TimeSpan.FromSeconds(40)).Send(Samples.Stream(Conversation.FinalWords))
            : Conversation.Answer(request);
        await using Gateway gateway = await Gateway.StartAsync("", retries: 2, provider.BaseUrl);

        ClaudeRun run = await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Run the command please");

        AssertLoopDone(run, provider.Requests[^1]);
        Assert.Equal(2, provider.Requests.Count); // the client asked once and waited
    }
}
