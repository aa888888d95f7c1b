using System.Text.Json.Nodes;
using FakeUpstream;
using Xunit;

namespace ClaudeCode.Tests;

/// <summary>The real Claude Code does the same task again, in a fresh session in the same folder, and the response cache answers.</summary>
public sealed class CacheTests
{
    private const string Full = ", \"cache\": { \"mode\": \"full\" }";

    [Fact]
    public async Task SameTaskInAFreshSession_AsksNoProvider_AndAnotherCharacterDoes()
    {
        DirectoryInfo home = Directory.CreateTempSubdirectory("claude-home-"), folder = Directory.CreateTempSubdirectory("claude-cache-");
        try
        {
            await using FakeProvider provider = await FakeProvider.StartAsync();
            provider.Otherwise = Conversation.Answer;
            await using Gateway gateway = await Gateway.StartAsync(Full, retries: 0, provider.BaseUrl);

            ClaudeRun first = await RunAsync(gateway, home, folder, "Run the command please");
            int asked = provider.Requests.Count;
            ClaudeRun second = await RunAsync(gateway, home, folder, "Run the command please");

            Assert.True(asked == provider.Requests.Count, Difference(provider.Requests, asked));
            Assert.True(asked >= 2, $"{asked} requests");
            Assert.NotEqual(Session(first), Session(second));
            Assert.Contains(second.Events, @event => @event.ToJsonString().Contains("tool-was-here", StringComparison.Ordinal) && (string?)@event["type"] == "user"); // the tool ran again
            Assert.Equal(0, (int)second.Result["usage"]!["input_tokens"]!);

            await RunAsync(gateway, home, folder, "Run the command, please");
            Assert.Equal(2 * asked, provider.Requests.Count);
        }
        finally
        {
            home.Delete(recursive: true);
            folder.Delete(recursive: true);
        }
    }

    private static async Task<ClaudeRun> RunAsync(Gateway gateway, DirectoryInfo home, DirectoryInfo folder, string prompt)
    {
        ClaudeRun run = await ClaudeRun.StartInAsync(home.FullName, gateway.Address, Gateway.Key, prompt, folder.FullName, "--allowedTools", "Bash(echo *)");
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error} {run.Result.ToJsonString()}");
        Assert.Equal(Conversation.FinalWords, run.Text);
        return run;
    }

    private static string? Session(ClaudeRun run) => (string?)run.Result["session_id"];

    /// <summary>What the two sessions' requests differ in.</summary>
    private static string Difference(IReadOnlyList<ReceivedRequest> requests, int firsts) => string.Join('\n', requests.Skip(firsts).Select((request, index) =>
        string.Join('\n', Differences("", requests[Math.Min(index, firsts - 1)].Json, request.Json))));

    private static IEnumerable<string> Differences(string path, JsonNode? one, JsonNode? other) => (one, other) switch
    {
        (JsonObject left, JsonObject right) => left.Select(member => member.Key).Union(right.Select(member => member.Key)).SelectMany(name => Differences($"{path}.{name}", left[name], right[name])),
        (JsonArray left, JsonArray right) => Enumerable.Range(0, Math.Max(left.Count, right.Count)).SelectMany(index =>
            Differences($"{path}[{index}]", index < left.Count ? left[index] : null, index < right.Count ? right[index] : null)),
        _ => JsonNode.DeepEquals(one, other) ? [] : [$"{path}: {one?.ToJsonString()} / {other?.ToJsonString()}"],
    };
}
