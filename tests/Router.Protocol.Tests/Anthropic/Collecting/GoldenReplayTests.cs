using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Router.Protocol.Anthropic;
using Router.Protocol.Anthropic.Collecting;
using Router.Protocol.Tests.Translation;
using Router.Protocol.Tests.Translation.Streams;
using Router.Protocol.Translation;
using Router.Protocol.Translation.Answers;

namespace Router.Protocol.Tests.Anthropic.Collecting;

/// <summary>Every golden answer, kept and told again, as a stream and in one piece, is what it was.</summary>
public sealed class GoldenReplayTests
{
    public static TheoryData<string> Streams => GoldenFolder.Names("Streams");

    public static TheoryData<string> Answers => GoldenFolder.Names("Answers");

    [Theory]
    [MemberData(nameof(Streams))]
    public void Stream_ToldAgain_IsTheSame(string name)
    {
        string original = TranslatedStream.Of([GoldenFolder.Bytes("Streams", name, "response.openai.sse")], TermsFile.Read(GoldenFolder.Folder("Streams", name))).Output;
        byte[]? message = Collect(original);
        if (!original.Contains("event: message_stop", StringComparison.Ordinal))
        {
            Assert.Null(message); // what failed or was cut is not kept
            return;
        }

        JsonObject told = StreamGrammarChecker.Complete(original);
        if (message is null)
        {
            // A call whose input is cut, which the checker reads as {}: nobody may get it again.
            Assert.Contains(told["content"]!.AsArray(), block => (string?)block!["type"] == "tool_use" && block["input"]!.AsObject().Count == 0);
            return;
        }

        string again = Replay(message);
        Assert.Equal(Text(told), Text(StreamGrammarChecker.Complete(again)));
        Assert.Equal(Text(told), Text(JsonNode.Parse(message)!.AsObject()));
        Assert.Equal(message, Collect(again));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void WholeAnswer_ToldAgain_IsTheSame(string name)
    {
        var output = new ArrayBufferWriter<byte>();
        AnswerFailure? failure = ChatAnswerTranslator.Translate(
            GoldenFolder.Bytes("Answers", name, "response.openai.json"), TermsFile.Read(GoldenFolder.Folder("Answers", name)), new DegradationNotes(), output, out _);
        if (failure is not null)
        {
            return; // errors are not kept
        }

        string original = Encoding.UTF8.GetString(output.WrittenSpan), again = Replay(output.WrittenSpan.ToArray());
        Assert.Equal(Text(JsonNode.Parse(original)!.AsObject()), Text(StreamGrammarChecker.Complete(again)));
        Assert.Equal(Text(JsonNode.Parse(original)!.AsObject()), Text(JsonNode.Parse(Collect(again)!)!.AsObject()));
    }

    private static string Replay(byte[] message)
    {
        var events = new ArrayBufferWriter<byte>();
        Assert.True(MessageReplay.TryWrite(message, events));
        return Encoding.UTF8.GetString(events.WrittenSpan);
    }

    private static byte[]? Collect(string stream)
    {
        var output = new ArrayBufferWriter<byte>();
        return MessageCollector.TryCollect(Encoding.UTF8.GetBytes(stream), output) ? output.WrittenSpan.ToArray() : null;
    }

    /// <summary>With members in one order at every depth but in a call's input, whose order models see.</summary>
    private static string Text(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}:{(member.Key == "input" ? member.Value?.ToJsonString() : Text(member.Value))}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Text))}]",
        _ => node?.ToJsonString() ?? "null",
    };
}
