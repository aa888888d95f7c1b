using System.Text.Json.Nodes;
using FakeUpstream;
using Xunit;

namespace ClaudeCode.Tests;

/// <summary>The real Claude Code before a provider that only knows chat completions.</summary>
public sealed class TranslationTests
{
    // One red pixel.
    private const string Picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

    private static Reply Words(ReceivedRequest request) => Conversation.Streams(request)
        ? Reply.Sse(ChatSamples.Stream(Conversation.FinalWords))
        : Reply.Json(200, ChatSamples.Completion(Conversation.FinalWords));

    private static bool HasToolResult(ReceivedRequest request) => ChatSamples.MessagesOf(request, "tool").Any();

    private static async Task<FakeProvider> CallingAsync(params (string Name, string Arguments)[] calls)
    {
        FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = request => HasToolResult(request) ? Words(request) : Reply.Sse(ChatSamples.ToolStream(calls));
        return provider;
    }

    private static void AssertDone(ClaudeRun run)
    {
        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error} {run.Result.ToJsonString()}");
        Assert.Equal(Conversation.FinalWords, run.Text);
    }

    [Fact]
    public async Task ThreeParallelTools_RunAndReturnInOrder()
    {
        await using FakeProvider provider = await CallingAsync(
            ("Bash", """{"command":"echo first-tool","description":"Say so"}"""),
            ("Bash", """{"command":"echo second-tool","description":"Say so"}"""),
            ("Bash", """{"command":"echo third-tool","description":"Say so"}"""));
        await using Gateway gateway = await Gateway.StartAsync("", retries: 0, ("openai", $"{provider.BaseUrl}/v1"));

        ClaudeRun run = await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Run the commands please");

        AssertDone(run);
        Assert.Equal(2, provider.Requests.Count);
        Assert.All(provider.Requests, request => Assert.Equal("/v1/chat/completions", request.Target));
        JsonNode[] messages = [.. provider.Requests[1].Json["messages"]!.AsArray().Select(message => message!)];
        int caller = Array.FindIndex(messages, message => message["tool_calls"] is not null);
        Assert.Equal(["call_1", "call_2", "call_3"], messages[caller]["tool_calls"]!.AsArray().Select(call => (string?)call!["id"]));
        Assert.Equal(["call_1", "call_2", "call_3"], messages[(caller + 1)..(caller + 4)].Select(message => (string?)message["tool_call_id"]));
        Assert.Equal(["first-tool", "second-tool", "third-tool"], messages[(caller + 1)..(caller + 4)].Select(message => (string?)message["content"]));
        // The attribution block stays behind, usage has the cached tokens taken out.
        Assert.DoesNotContain("x-anthropic-billing-header", provider.Requests[0].Text, StringComparison.Ordinal);
        Assert.Equal(30, (int)run.Result["usage"]!["input_tokens"]! / 2);
        Assert.Equal(20, (int)run.Result["usage"]!["cache_read_input_tokens"]! / 2);
    }

    [Fact]
    public async Task TwelveParallelTools_RunAndReturnInOrder()
    {
        string[] words = [.. Enumerable.Range(1, 12).Select(number => $"tool-number-{number}")];
        await using FakeProvider provider = await CallingAsync([.. words.Select(word => ("Bash", $$"""{"command":"echo {{word}}","description":"Say so"}"""))]);
        await using Gateway gateway = await Gateway.StartAsync("", retries: 0, ("openai", $"{provider.BaseUrl}/v1"));

        AssertDone(await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Run the commands please"));

        Assert.Equal(2, provider.Requests.Count);
        JsonNode[] results = [.. ChatSamples.MessagesOf(provider.Requests[1], "tool")];
        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"call_{number}"), results.Select(message => (string?)message["tool_call_id"]));
        Assert.Equal(words, results.Select(message => (string?)message["content"]));
    }

    [Fact]
    public async Task FullContext_IsCompacted_AndTheWorkGoesOn()
    {
        const string Summary = "The user wants a command run; it was run.";
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Otherwise = request => IsCompaction(request) ? Reply.Sse(ChatSamples.Stream($"<summary>{Summary}</summary>"))
            : request.Text.Contains(Summary, StringComparison.Ordinal) ? Words(request)
            : HasToolResult(request) ? Reply.Json(400, ChatSamples.Error("This model's maximum context length is 131072 tokens. However, your messages resulted in 140000 tokens. Please reduce the length of the messages.", "context_length_exceeded"))
            : Reply.Sse(ChatSamples.ToolStream(("Bash", """{"command":"echo tool-was-here","description":"Say so"}""")));
        await using Gateway gateway = await Gateway.StartAsync("", retries: 0, ("openai", $"{provider.BaseUrl}/v1"));

        AssertDone(await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Run the command please"));

        Assert.Single(provider.Requests, IsCompaction);
        Assert.Contains(Summary, provider.Requests[^1].Text, StringComparison.Ordinal);
        Assert.False(HasToolResult(provider.Requests[^1]), "The history was not compacted.");
    }

    private static bool IsCompaction(ReceivedRequest request) => ChatSamples.MessagesOf(request, "user").Last().ToJsonString().Contains("detailed summary", StringComparison.Ordinal);

    [Fact]
    public async Task ImageReadByATool_ReachesTheProvider()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("claude-picture-");
        try
        {
            string picture = Path.Combine(folder.FullName, "pixel.png");
            await File.WriteAllBytesAsync(picture, Convert.FromBase64String(Picture));
            await using FakeProvider provider = await CallingAsync(("Read", $$"""{"file_path":"{{picture}}"}"""));
            await using Gateway gateway = await Gateway.StartAsync("", retries: 0, ("openai", $"{provider.BaseUrl}/v1"));

            AssertDone(await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "What is in the picture?", folder.FullName, "Read"));

            JsonNode[] messages = [.. provider.Requests[1].Json["messages"]!.AsArray().Select(message => message!)];
            int result = Array.FindIndex(messages, message => (string?)message["role"] == "tool");
            JsonNode[] parts = [.. messages[(result + 1)..].SelectMany(message => message["content"] as JsonArray ?? []).Select(part => part!)];
            JsonNode image = Assert.Single(parts, part => (string?)part["type"] == "image_url");
            Assert.StartsWith("data:image/png;base64,", (string?)image["image_url"]!["url"], StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task NativeTargetFails_TheTranslatedOneTakesOver()
    {
        await using FakeProvider native = await FakeProvider.StartAsync();
        native.Otherwise = _ => Reply.Json(529, Samples.Error("overloaded_error", "Overloaded"));
        await using FakeProvider chat = await CallingAsync(("Bash", """{"command":"echo tool-was-here","description":"Say so"}"""));
        await using Gateway gateway = await Gateway.StartAsync("", retries: 0, ("native", native.BaseUrl), ("openai", $"{chat.BaseUrl}/v1"));

        AssertDone(await ClaudeRun.StartAsync(gateway.Address, Gateway.Key, "Run the command please"));

        // Its gate stays closed for a moment, so the second message may pass it over.
        Assert.InRange(native.Requests.Count, 1, 2);
        Assert.Equal(2, chat.Requests.Count);
        Assert.Equal("tool-was-here", (string?)Assert.Single(ChatSamples.MessagesOf(chat.Requests[1], "tool"))["content"]);
    }

    [Fact]
    public async Task NoConfigurationAtAll_TheDemoModelRunsATool()
    {
        await using Gateway gateway = await Gateway.StartAsync(configuration: null);

        ClaudeRun run = await ClaudeRun.StartAsync(gateway.Address, gateway.FirstKey(), "Please use Bash");

        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}: {run.Error} {run.Result.ToJsonString()}");
        Assert.Contains("Hello from the demo model", run.Text, StringComparison.Ordinal);
    }
}
