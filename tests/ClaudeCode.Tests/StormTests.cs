using FakeUpstream;
using Xunit;

namespace ClaudeCode.Tests;

/// <summary>The real Claude Code while its provider refuses, fails and cuts at random: the gateway mends what it can, the client's own tries do the rest.</summary>
public sealed class StormTests
{
    /// <summary>So many bad answers before the tool runs, and so many after it.</summary>
    private const int BadAnswers = 5;

    private const string Input = """{"command":"echo ran >> runs.txt; echo tool-was-here","description":"Count"}""";

    /// <param name="seed">Draws the storm.</param>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ToolLoop_GoesThroughAStorm_AndTheToolRunsOnce(int seed)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("claude-storm-");
        try
        {
            var storm = new Random(seed);
            int before = 0, after = 0;
            await using FakeProvider provider = await FakeProvider.StartAsync();
            provider.Otherwise = request =>
            {
                lock (storm)
                {
                    return (Conversation.HasToolResult(request) ? ++after : ++before) <= BadAnswers ? Bad(request, storm) : Good(request);
                }
            };
            await using Gateway gateway = await Gateway.StartAsync("", retries: 1, provider.BaseUrl);

            ClaudeRun run = await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Run the command please", folder.FullName, allowed: "Bash");

            Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error} {run.Result.ToJsonString()}");
            Assert.Equal(Conversation.FinalWords, run.Text);
            Assert.Contains("tool-was-here", Conversation.ToolResultOf(provider.Requests[^1]), StringComparison.Ordinal);
            Assert.Equal(["ran"], await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "runs.txt")));
            Assert.True(before > 1 && after > 1, $"{before} answers before the tool, {after} after it");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Reply Bad(ReceivedRequest request, Random storm) => storm.Next(8) switch
    {
        0 => Reply.Json(429, Samples.Error("rate_limit_error", "slow down")).With("retry-after", "1"),
        1 => Reply.Json(429, Samples.Error("rate_limit_error", "slow down")),
        2 => Reply.Json(529, Samples.Error("overloaded_error", "Overloaded")),
        3 => Reply.Json(500, Samples.Error("api_error", "broken")),
        4 => Reply.Sse().Start().Cut(),
        5 => Reply.Sse(Samples.Start() + Samples.ErrorEvent("overloaded_error", "Overloaded")),
        _ => Half(request, storm),
    };

    /// <summary>Cut at any byte: before content, in the middle of a call, or behind the whole of it.</summary>
    private static Reply Half(ReceivedRequest request, Random storm)
    {
        if (!Conversation.Streams(request))
        {
            return Reply.Of(200, "application/json").Start().Cut();
        }

        string whole = Stream(request);
        return Reply.Sse().Send(whole[..storm.Next(whole.Length)]).Pause(TimeSpan.FromMilliseconds(200)).Cut();
    }

    /// <summary>After an error event the client asks once without streaming.</summary>
    private static Reply Good(ReceivedRequest request) => (Conversation.Streams(request), Conversation.HasToolResult(request)) switch
    {
        (true, _) => Reply.Sse(Stream(request)),
        (false, true) => Reply.Json(200, Samples.Message(Conversation.FinalWords)),
        _ => Reply.Json(200, $$$"""{"id":"msg_01","type":"message","role":"assistant","model":"m","content":[{"type":"tool_use","id":"toolu_01","name":"Bash","input":{{{Input}}}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":25,"output_tokens":15}}"""),
    };

    private static string Stream(ReceivedRequest request) => Conversation.HasToolResult(request) ? Samples.Stream(Conversation.FinalWords) : Samples.ToolStream("Bash", Input);
}
