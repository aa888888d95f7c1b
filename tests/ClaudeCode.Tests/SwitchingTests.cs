using FakeUpstream;
using Xunit;

namespace ClaudeCode.Tests;

/// <summary>One session of the real client that goes from provider to provider and back, with a tool loop at each; every provider refuses as the real one does.</summary>
public sealed class SwitchingTests
{
    [Fact]
    public async Task OneSession_OverFiveProvidersAndBack_IsNeverRefused()
    {
        await using FakeProvider native = await StartAsync(StrictProviders.Anthropic);
        await using FakeProvider deepSeek = await StartAsync(StrictProviders.DeepSeekChat);
        await using FakeProvider gemini = await StartAsync(StrictProviders.Gemini);
        await using FakeProvider kimi = await StartAsync(StrictProviders.Kimi);
        await using FakeProvider messages = await StartAsync(StrictProviders.DeepSeekMessages);
        await using Gateway gateway = await Gateway.StartAsync($$"""
            { "providers": {
                "native": { "style": "native", "baseUrl": "{{native.BaseUrl}}", "credentials": ["upstream-secret"], "retries": 0 },
                "deepseek": { "preset": "deepseek", "style": "openai", "baseUrl": "{{deepSeek.BaseUrl}}", "credentials": ["upstream-secret"], "retries": 0 },
                "gemini": { "preset": "gemini", "baseUrl": "{{gemini.BaseUrl}}", "credentials": ["upstream-secret"], "retries": 0 },
                "kimi": { "preset": "moonshot", "style": "openai", "baseUrl": "{{kimi.BaseUrl}}", "credentials": ["upstream-secret"], "retries": 0 },
                "messages": { "preset": "deepseek", "baseUrl": "{{messages.BaseUrl}}", "credentials": ["upstream-secret"], "retries": 0 } },
              "models": {
                "claude-opus-4-7": { "targets": ["native/claude-opus-4-7"] }, "claude-deepseek": { "targets": ["deepseek/deepseek-v4-pro"] },
                "claude-gemini": { "targets": ["gemini/gemini-3.1-pro-preview"] }, "claude-kimi": { "targets": ["kimi/kimi-k2.6"] },
                "claude-messages": { "targets": ["messages/deepseek-v4-pro"] }, "*": { "targets": ["native/claude-haiku-4-5"] } },
              "keys": [ { "key": "{{Gateway.Key}}", "user": "alice" } ], "admin": { "key": "the-admin-key" } }
            """);
        DirectoryInfo home = Directory.CreateTempSubdirectory("claude-home-");
        try
        {
            string[] models = ["claude-opus-4-7", "claude-deepseek", "claude-gemini", "claude-messages", "claude-opus-4-7", "claude-kimi", "claude-gemini", "claude-opus-4-7"];
            for (int turn = 0; turn < models.Length; turn++)
            {
                ClaudeRun run = await ClaudeRun.StartInAsync(
                    home.FullName, gateway.Address, Gateway.Key, $"Run the command, time {turn}", home.FullName,
                    ["--model", models[turn], "--allowedTools", "Bash(echo *)", .. turn > 0 ? ["--continue"] : Array.Empty<string>()]);

                Assert.True(run.ExitCode == 0, $"turn {turn}, {models[turn]}: exit code {run.ExitCode}: {run.Error} {run.Result.ToJsonString()}");
                Assert.Equal("Done.", run.Text);
            }
        }
        finally
        {
            home.Delete(recursive: true);
        }

        // It was one session: the last request holds the calls of all.
        Assert.Equal(8, native.Requests[^1].Text.Split("\"type\":\"tool_use\"").Length - 1);
    }

    private static async Task<FakeProvider> StartAsync(Func<ReceivedRequest, Reply> answer)
    {
        FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = answer;
        return provider;
    }
}
