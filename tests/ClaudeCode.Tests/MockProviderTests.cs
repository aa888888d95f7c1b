using Xunit;

namespace ClaudeCode.Tests;

/// <summary>The real client, and a provider that no one here wrote, with the gateway between them.</summary>
public sealed class MockProviderTests
{
    private const string Fixtures = """
        {
          "fixtures": [
            {
              "match": { "userMessage": "Run the command", "hasToolResult": false },
              "response": { "content": "I run it.", "reasoning": "The user wants a command.", "toolCalls": [{ "name": "Bash", "arguments": { "command": "echo tool-was-here", "description": "Say so" } }] }
            },
            { "match": { "hasToolResult": true }, "response": { "content": "The tool said what it should." } }
          ]
        }
        """;

    [Theory]
    [InlineData("openai", "/v1")]
    [InlineData("native", "")]
    public async Task ToolLoop_RunsToItsEnd(string style, string path)
    {
        await using MockProvider provider = await MockProvider.StartAsync(Fixtures);
        await using Gateway gateway = await Gateway.StartAsync("", retries: 0, (style, provider.BaseUrl + path));

        ClaudeRun run = await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Run the command please");

        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error} {run.Result.ToJsonString()}");
        Assert.Equal(Conversation.FinalWords, run.Text);
        Assert.Contains(run.Events, @event => @event.ToJsonString().Contains("tool-was-here", StringComparison.Ordinal) && (string?)@event["type"] == "user");
        Assert.Contains(run.Events, @event => @event.ToJsonString().Contains("The user wants a command.", StringComparison.Ordinal));
    }
}
