using System.Text.Json;
using System.Text.Json.Nodes;
using Anthropic;
using Anthropic.Helpers;
using Anthropic.Models.Messages;

namespace Router.Protocol.Tests.Translation.Streams;

/// <summary>The official SDK as oracle: what it makes of the events is what the grammar checker makes of them, for every golden stream.</summary>
public sealed class OfficialSdkTests
{
    /// <summary>All but the failures, which the relay tells, and cut arguments, on which the SDK throws as it does for Anthropic's own.</summary>
    public static TheoryData<string> Cases => [.. GoldenFolder.Names("Streams").Select(row => row.Data).Where(IsReadable)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Stream_IsReadByTheSdk(string name)
    {
        string events = NumberedIds(GoldenFolder.Text("Streams", name, "response.anthropic.sse").Replace("msg_", "msg_0", StringComparison.Ordinal));
        JsonObject expected = StreamGrammarChecker.Complete(events);
        using var http = new HttpClient(new CannedAnswer(events, "text/event-stream"));
        var client = new AnthropicClient { BaseUrl = "http://sdk.invalid", ApiKey = "key", MaxRetries = 0, HttpClient = http };

        Message message = await client.Messages.CreateStreaming(Ask()).Aggregate();

        JsonNode content = JsonNode.Parse(JsonSerializer.Serialize(message.Content))!;
        Assert.Equal(expected["content"]!.AsArray().Count, content.AsArray().Count);
        foreach ((JsonNode? wanted, JsonNode? got) in expected["content"]!.AsArray().Zip(content.AsArray()))
        {
            Assert.All(wanted!.AsObject(), member => Assert.True(JsonNode.DeepEquals(member.Value, got![member.Key]), $"{member.Key}: {got}"));
        }

        Assert.Equal((string)expected["stop_reason"]!, message.StopReason!.Raw());
        Assert.Equal((long)expected["usage"]!["input_tokens"]!, message.Usage.InputTokens);
        Assert.Equal((long)expected["usage"]!["output_tokens"]!, message.Usage.OutputTokens);
        Assert.Equal((long)expected["usage"]!["cache_read_input_tokens"]!, message.Usage.CacheReadInputTokens);
    }

    private static bool IsReadable(string name) =>
        !GoldenFolder.Text("Streams", name, "notes.txt").Contains("failure ", StringComparison.Ordinal) && name != "arguments-cut-by-length-stay-as-they-are";

    private static string NumberedIds(string events)
    {
        int number = 0;
        return string.Join("\"toolu_", events.Split("\"toolu_").Select((part, index) => index == 0 ? part : $"{++number}{part}"));
    }

    private static MessageCreateParams Ask() => new() { Model = "claude-test", MaxTokens = 1024, Messages = [new UserMessageParam { Content = "Hi" }] };
}
