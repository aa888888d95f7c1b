using System.Text;
using FakeUpstream;
using Router.Api.Tests.Chat;
using Router.Api.Tests.Testing;
using Xunit;

namespace Router.Api.Tests.Reasoning;

/// <summary>What a restarted gateway still knows of a session whose client lost the thinking, and what nobody else gets of it.</summary>
public sealed class ReasoningMemoryTests
{
    private const string Bob = "bob-test-key";
    private const string Call = """{"choices":[{"message":{"role":"assistant","reasoning_content":"DeepSeek thinks.","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"Bash","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""";
    private const string Ask = """{"model":"claude-test","max_tokens":9,"messages":[{"role":"user","content":"the user's own words"}],"tools":[{"name":"Bash","input_schema":{"type":"object"}}]}""";
    private const string Result = """{"model":"claude-test","max_tokens":9,"messages":[{"role":"user","content":"a"},{"role":"assistant","content":[{"type":"tool_use","id":"call_1","name":"Bash","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":"1"}]}]}""";

    private static async Task<TestGateway> StartAsync(TestFolder folder, FakeProvider provider, string members = "", TimeProvider? clock = null)
    {
        folder.Write(
            "router.json",
            $$"""
            { "keys": [ { "key": "{{TestGateway.Key}}", "user": "alice" }, { "key": "{{Bob}}", "user": "bob" } ], "admin": { "key": "{{TestGateway.AdminKey}}" },
              "providers": { "chat": {{ChatGateway.Provider(provider.BaseUrl, ", \"capabilities\": { \"reasoning\": \"reasoning_content\", \"reasoningRequired\": true }")}} },
              "models": { "claude-test": { "targets": ["chat/m"] } }{{members}} }
            """);
        folder.Keep = true;
        return await TestGateway.StartInAsync(folder, clock);
    }

    /// <summary>The reasoning that the provider gets with the result of the call.</summary>
    private static async Task<string?> RecallAsync(TestGateway gateway, FakeProvider provider, string? key = null)
    {
        provider.Enqueue(Reply.Json(200, ChatSamples.Completion()));
        using HttpResponseMessage response = await gateway.PostAsync(Result, request =>
        {
            if (key is not null)
            {
                request.Headers.Add("x-api-key", key);
            }
        });
        return (string?)ChatSamples.MessagesOf(provider.Requests[^1], "assistant").Single()["reasoning_content"];
    }

    private static async Task RememberAsync(TestGateway gateway, FakeProvider provider)
    {
        provider.Enqueue(Reply.Json(200, Call));
        (await gateway.PostAsync(Ask)).Dispose();
    }

    [Fact]
    public async Task Reasoning_OutlivesARestart_InAFileOfTheOwnersOnly_WithoutTheUsersWords()
    {
        using var folder = new TestFolder();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using (TestGateway first = await StartAsync(folder, provider))
        {
            await RememberAsync(first, provider);
        }

        string path = folder.File("state/reasoning");
        string file = await File.ReadAllTextAsync(path);
        await using (TestGateway second = await StartAsync(folder, provider))
        {
            Assert.Equal("DeepSeek thinks.", await RecallAsync(second, provider));
        }

        folder.Keep = false;
        Assert.Contains("DeepSeek thinks.", file, StringComparison.Ordinal);
        Assert.DoesNotContain("own words", file, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task AnotherUser_GetsNothingOfIt()
    {
        using var folder = new TestFolder();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await StartAsync(folder, provider);
        folder.Keep = false;
        await RememberAsync(gateway, provider);
        gateway.Client.DefaultRequestHeaders.Remove("x-api-key");

        Assert.Equal("", await RecallAsync(gateway, provider, Bob));
        Assert.Equal("DeepSeek thinks.", await RecallAsync(gateway, provider, TestGateway.Key));
    }

    [Fact]
    public async Task TornTail_IsLeftOut_AndTheRestIsKept()
    {
        using var folder = new TestFolder();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using (TestGateway first = await StartAsync(folder, provider))
        {
            await RememberAsync(first, provider);
        }

        string path = folder.File("state/reasoning");
        byte[] whole = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, [.. whole, .. "null\n{}\n"u8, .. whole.AsSpan(0, whole.Length / 2)]);
        await using (TestGateway second = await StartAsync(folder, provider))
        {
            Assert.Equal("DeepSeek thinks.", await RecallAsync(second, provider));
        }

        folder.Keep = false;
        Assert.Equal(Encoding.UTF8.GetString(whole), await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task SwitchedOff_NothingIsRemembered_AndTheFileGoes()
    {
        using var folder = new TestFolder();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using (TestGateway first = await StartAsync(folder, provider))
        {
            await RememberAsync(first, provider);
        }

        Assert.True(File.Exists(folder.File("state/reasoning")));
        await using TestGateway second = await StartAsync(folder, provider, """, "reasoning": { "store": "off" } """);
        folder.Keep = false;
        await RememberAsync(second, provider);

        Assert.Equal("", await RecallAsync(second, provider));
        Assert.False(File.Exists(folder.File("state/reasoning")));
    }

    [Fact]
    public async Task AfterItsTime_ItIsForgotten()
    {
        using var folder = new TestFolder();
        var clock = new ManualClock();
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await StartAsync(folder, provider, """, "reasoning": { "ttl": "10m" } """, clock);
        folder.Keep = false;
        await RememberAsync(gateway, provider);
        string? before = await RecallAsync(gateway, provider);
        clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("DeepSeek thinks.", before);
        Assert.Equal("", await RecallAsync(gateway, provider));
    }

    [Fact]
    public async Task StateThatCantBeWritten_LeavesItInMemory()
    {
        using var folder = new TestFolder();
        folder.Write("state", "a file where the folder should be");
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using TestGateway gateway = await StartAsync(folder, provider);
        folder.Keep = false;
        await RememberAsync(gateway, provider);

        Assert.Equal("DeepSeek thinks.", await RecallAsync(gateway, provider));
    }
}
